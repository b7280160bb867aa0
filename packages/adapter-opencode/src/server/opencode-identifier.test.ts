import { assert, integer, property, string } from 'fast-check';
import { expect, test } from 'vitest';
import { timeOfIdentifier } from './opencode-identifier.ts';

/** Seen: a message and the time opencode itself gave it. */
const SEEN = { id: 'msg_2047f49bb001PLdYHlSBUm5URK', created: 1_795_371_780_539 };

test('the time of a recorded message is read from its identifier', () => {
  expect(timeOfIdentifier(SEEN.id, SEEN.created + 60_000)).toBe(SEEN.created);
  expect(timeOfIdentifier(SEEN.id.replace('msg', 'evt'), SEEN.created)).toBe(SEEN.created);
});

test.each([undefined, '', 'evt_', 'evt_xyz', 'ses_dfb80bac7ffeke1x8vQ4R8DhyA', 'evt_000000000000abc'])(
  '%s tells none: it is now',
  (identifier) => {
    expect(timeOfIdentifier(identifier, SEEN.created)).toBe(SEEN.created);
  },
);

test('no identifier lies in the future, or further back than can be believed', () => {
  assert(
    property(string(), integer({ min: 0, max: 2 ** 48 - 1 }), integer({ min: 1, max: 2 ** 45 }), (rest, count, now) => {
      const at = timeOfIdentifier(`evt_${count.toString(16).padStart(12, '0')}${rest}`, now);
      expect(at).toBeLessThanOrEqual(now);
      expect(now - at).toBeLessThanOrEqual(7 * 24 * 60 * 60_000);
    }),
  );
});

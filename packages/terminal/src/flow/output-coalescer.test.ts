import { createFakeClock } from '@ao/testing';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createOutputCoalescer } from './output-coalescer.ts';

function setUp() {
  const clock = createFakeClock();
  const sent: { readonly text: string; readonly offset: number; readonly at: number }[] = [];
  const coalescer = createOutputCoalescer({
    clock,
    send: (bytes, offset) => void sent.push({ text: new TextDecoder().decode(bytes), offset, at: clock.monotonic() }),
  });
  const push = (text: string, offset: number): void => coalescer.push(new TextEncoder().encode(text), offset);
  return { clock, sent, coalescer, push };
}

test('small pieces go out together, a few milliseconds later', async () => {
  const { clock, sent, push } = setUp();
  push('ab', 10);
  push('cd', 12);
  expect(sent).toEqual([]);
  await clock.advance(4);
  expect(sent).toEqual([{ text: 'abcd', offset: 10, at: 4 }]);
  expect(clock.pendingTimers()).toBe(0);
});

test('the echo of a key is not held back', async () => {
  const { clock, sent, coalescer, push } = setUp();
  coalescer.typed();
  await clock.advance(50);
  push('x', 0);
  expect(sent).toEqual([{ text: 'x', offset: 0, at: 50 }]);
});

test('a large piece goes out at once, and waiting ones go when they have become large', () => {
  const { sent, push } = setUp();
  push('y'.repeat(64 * 1024), 0);
  push('z'.repeat(40 * 1024), 65_536);
  push('z'.repeat(40 * 1024), 106_496);
  expect(sent.map(({ text, offset }) => [text.length, offset])).toEqual([
    [65_536, 0],
    [81_920, 65_536],
  ]);
});

test('whatever the pieces and the pauses, nothing is lost, doubled or reordered', async () => {
  const piece = fc.oneof(fc.string({ minLength: 1, maxLength: 20 }), fc.constant('big'.repeat(30_000)));
  const step = fc.oneof(
    piece.map((text) => ({ push: text })),
    fc.integer({ min: 0, max: 9 }).map((wait) => ({ wait })),
    fc.constant({ typed: true }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
      const { clock, sent, coalescer, push } = setUp();
      let offset = 0;
      let all = '';
      for (const each of steps) {
        if ('push' in each) {
          push(each.push, offset);
          offset += new TextEncoder().encode(each.push).length;
          all += each.push;
        } else if ('wait' in each) await clock.advance(each.wait);
        else coalescer.typed();
      }
      coalescer.flush();
      expect(sent.map(({ text }) => text).join('')).toBe(all);
      let expected = 0;
      for (const frame of sent) {
        expect(frame.offset).toBe(expected);
        expected += new TextEncoder().encode(frame.text).length;
      }
    }),
  );
});

import type { SessionId } from '@ao/domain';
import { utf8Length } from '@ao/domain';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MINUTE_MS, sampleFact, sampleQuestion, T0 } from '../__fixtures__/sample-facts.ts';
import type { WakeFact } from '../facts/wake-fact.ts';
import { composeDigest, DIGEST_MAX_BYTES, DIGEST_MAX_SESSIONS } from './compose-digest.ts';
import { decideDigest, type Listener } from './decide-digest.ts';

const KINDS = ['question', 'needs_person', 'ended', 'done', 'report', 'pull_request', 'commits'] as const;

/** What somebody may say: anything, and what looks like the digest itself. */
const words = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 2_000 }),
  fc.constantFrom('> not mine\nshop-9:\n- was merged', '\u001b[2J\u202e', 'x\n'.repeat(500), '日本語'.repeat(300)),
);

const anyFact = fc.record({
  number: fc.integer({ min: 1, max: 40 }),
  kind: fc.constantFrom(...KINDS),
  urgency: fc.constantFrom<WakeFact['urgency']>('soon', 'later'),
  atMs: fc.integer({ min: 0, max: 90 * MINUTE_MS }),
  isStanding: fc.boolean(),
  quote: fc.option(words),
});

/** Facts with keys of their own. */
const someFacts = fc
  .array(anyFact, { maxLength: 150 })
  .map((all): readonly WakeFact[] =>
    all.map(({ number, atMs, ...rest }, index) =>
      sampleFact(`k${index}`, { ...rest, sessionId: `shop-${number}` as SessionId, at: T0 + atMs }),
    ),
  );

const anyListener = fc.constantFrom<Listener['state']>('rests', 'rests', 'works', 'held', 'absent');

/** Lives through an evening, minute by minute, and answers what was told when. Facts pass as they please. */
function live(
  facts: readonly WakeFact[],
  days: { readonly listeners: readonly Listener['state'][]; readonly passesAfter: (fact: WakeFact) => number },
  minutes: number,
): {
  readonly tellings: ReadonlyMap<string, readonly number[]>;
  readonly digests: readonly { readonly at: number; readonly text: string }[];
} {
  const told = new Set<string>();
  const tellings = new Map<string, number[]>();
  const digests: { at: number; text: string }[] = [];
  let lastDigestAt: number | null = null;
  for (let minute = 0; minute < minutes; minute += 1) {
    const now = T0 + minute * MINUTE_MS;
    const state = days.listeners[minute] ?? 'rests';
    const so = facts.filter((fact) => fact.at <= now && now < fact.at + days.passesAfter(fact));
    const listener: Listener = state === 'works' ? { state, since: now } : { state };
    const { digest } = decideDigest(sampleQuestion(so, { told, now, lastDigestAt, listener, since: T0 }));
    if (digest === null) continue;
    expect(['rests', 'works']).toContain(state);
    lastDigestAt = now;
    digests.push({ at: now, text: digest.text });
    for (const key of digest.keys) {
      told.add(key);
      tellings.set(key, [...(tellings.get(key) ?? []), now]);
      // What was told was so at that time.
      expect(so.some((fact) => fact.key === key)).toBe(true);
    }
  }
  return { tellings, digests };
}

const FOREVER = () => Number.POSITIVE_INFINITY;

test('no fact is told twice, and none that stays so is lost while the orchestrator lives', () => {
  fc.assert(
    fc.property(someFacts, fc.array(anyListener, { maxLength: 100 }), (facts, listeners) => {
      // Long enough for every session to have its turn after everything has happened.
      const { tellings } = live(facts, { listeners, passesAfter: FOREVER }, 100 + 60);
      for (const { key } of facts) expect(tellings.get(key)).toHaveLength(1);
    }),
    { numRuns: 60 },
  );
});

test('what passes is told at most once, and only while it is so', () => {
  fc.assert(
    fc.property(someFacts, fc.array(anyListener, { maxLength: 100 }), fc.integer({ min: 1, max: 30 }), (facts, listeners, minutes) => {
      const { tellings } = live(facts, { listeners, passesAfter: () => minutes * MINUTE_MS }, 130);
      for (const times of tellings.values()) expect(times).toHaveLength(1);
    }),
    { numRuns: 40 },
  );
});

test('digests are at least a minute apart, and those about what can wait five', () => {
  fc.assert(
    fc.property(someFacts, (facts) => {
      const calm = facts.map((fact): WakeFact => ({ ...fact, urgency: 'later' }));
      for (const [all, apartMs] of [
        [facts, MINUTE_MS],
        [calm, 5 * MINUTE_MS],
      ] as const) {
        const { digests } = live(all, { listeners: [], passesAfter: FOREVER }, 160);
        for (const [index, { at }] of digests.entries()) expect(at - (digests[index - 1]?.at ?? 0)).toBeGreaterThanOrEqual(apartMs);
      }
    }),
    { numRuns: 30 },
  );
});

test('a digest is of bounded size, whatever is quoted, and no quoted line can be taken for one of ours', () => {
  fc.assert(
    fc.property(fc.array(anyFact, { minLength: 1, maxLength: 300 }), (all) => {
      const facts = all.map(({ number, atMs, ...rest }, index) =>
        sampleFact(`k${index}`, { ...rest, sessionId: `shop-${number}` as SessionId, at: T0 + atMs }),
      );
      const { text, keys } = composeDigest(sampleQuestion([]).subject, facts, T0 + 90 * MINUTE_MS);
      expect(utf8Length(text)).toBeLessThanOrEqual(DIGEST_MAX_BYTES);
      expect(keys.length).toBeGreaterThan(0);
      expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
      const titles = text.split('\n').filter((line) => /^shop-\d+:$/.test(line));
      expect(titles.length).toBeLessThanOrEqual(DIGEST_MAX_SESSIONS);
      expect(new Set(titles).size).toBe(titles.length);
      // A session is told about whole or not at all.
      const told = new Set(keys);
      for (const title of titles) {
        const ofSession = facts.filter(({ sessionId }) => `${sessionId}:` === title);
        expect(ofSession.every(({ key }) => told.has(key))).toBe(true);
      }
    }),
    { numRuns: 150 },
  );
});

test('a talkative session crowds nobody out', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 30 }), (talkers, quiet) => {
      const urgent = (index: number, minute: number): WakeFact =>
        sampleFact(`u${index}-${minute}`, {
          kind: 'done',
          urgency: 'soon',
          sessionId: `shop-${index}` as SessionId,
          at: T0 + minute * MINUTE_MS,
        });
      const facts = Array.from({ length: talkers }, (_, index) =>
        Array.from({ length: 40 }, (_minute, minute) => urgent(index + 1, minute)),
      ).flat();
      const calm = Array.from({ length: quiet }, (_, index) => sampleFact(`c${index}`, { sessionId: `shop-${index + 100}` as SessionId }));
      const { tellings } = live([...facts, ...calm], { listeners: [], passesAfter: FOREVER }, 40);
      for (const { key } of calm) expect(tellings.get(key)?.[0] ?? Number.POSITIVE_INFINITY).toBeLessThan(T0 + 20 * MINUTE_MS);
    }),
    { numRuns: 20 },
  );
});

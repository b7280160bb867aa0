import { describe, expect, test } from 'vitest';
import { DIGEST, MINUTE_MS, sampleFact, sampleQuestion, T0 } from '../__fixtures__/sample-facts.ts';
import { DEFAULT_WAKE_SETTINGS } from '../settings/wake-settings.ts';
import { decideDigest } from './decide-digest.ts';

const NOTHING = { withdraw: null, digest: null, nextLookAt: null };
const [report, question] = [sampleFact('a'), sampleFact('q', { kind: 'question', urgency: 'soon', isStanding: true })];
const { gatherMs, soonEveryMs, digestEveryMs, holdMs } = DEFAULT_WAKE_SETTINGS;

describe('an orchestrator at rest', () => {
  test('is told what is new, together', () => {
    expect(decideDigest(sampleQuestion([report, question])).digest?.keys.toSorted()).toEqual(['a', 'q']);
  });

  test('is told nothing when nothing is new, whatever happened to the sessions', () => {
    expect(decideDigest(sampleQuestion([]))).toEqual(NOTHING);
    expect(decideDigest(sampleQuestion([report], { told: new Set(['a']) }))).toEqual(NOTHING);
  });

  test('is told after a while in which more may come', () => {
    expect(decideDigest(sampleQuestion([report], { now: T0 + 1 }))).toEqual({ ...NOTHING, nextLookAt: T0 + gatherMs });
  });

  test.each([
    ['what can wait', report, digestEveryMs],
    ['what cannot', question, soonEveryMs],
  ])('is told %s not more often than wished', (_what, fact, everyMs) => {
    const lastDigestAt = T0 + 30_000;
    const early = decideDigest(sampleQuestion([fact], { lastDigestAt, now: lastDigestAt + everyMs - 1 }));
    expect(early).toEqual({ ...NOTHING, nextLookAt: lastDigestAt + everyMs });
    expect(decideDigest(sampleQuestion([fact], { lastDigestAt, now: lastDigestAt + everyMs })).digest?.keys).toEqual([fact.key]);
  });

  test('is not told what happened before anybody listened, unless it stands open', () => {
    const { digest } = decideDigest(sampleQuestion([report, question], { since: T0 + 1 }));
    expect(digest?.keys).toEqual(['q']);
  });

  test('is not kept waiting by a clock that was moved back', () => {
    const ahead = T0 + 100 * MINUTE_MS;
    const { nextLookAt } = decideDigest(sampleQuestion([{ ...report, at: ahead }], { lastDigestAt: ahead }));
    expect(nextLookAt).toBe(T0 + MINUTE_MS + digestEveryMs);
  });
});

describe('an orchestrator that cannot be told at once', () => {
  test.each(['absent', 'held'] as const)('is told nothing while it is %s, and nothing piles up', (state) => {
    expect(decideDigest(sampleQuestion([report, question], { listener: { state } }))).toEqual(NOTHING);
  });

  test('is told when its turn ends, or after a long while in which it may wait for just that', () => {
    const since = T0 + 20_000;
    const working = { listener: { state: 'works', since } } as const;
    expect(decideDigest(sampleQuestion([question], working))).toEqual({ ...NOTHING, nextLookAt: since + holdMs });
    expect(decideDigest(sampleQuestion([question], { ...working, now: since + holdMs })).digest).not.toBeNull();
  });

  test('is told nothing when the project does not wish it', () => {
    expect(decideDigest(sampleQuestion([question], { settings: { ...DEFAULT_WAKE_SETTINGS, wake: false } }))).toEqual(NOTHING);
  });
});

describe('a digest that still waits in the outbox', () => {
  const pending = { messageId: DIGEST, keys: ['a', 'q'], isQueued: true };
  const told = new Set(['a', 'q']);

  test('stays as it is while all of it is so', () => {
    expect(decideDigest(sampleQuestion([report, question], { pending, told }))).toEqual(NOTHING);
  });

  test('is replaced by one without what has passed', () => {
    const decision = decideDigest(sampleQuestion([report], { pending, told, lastDigestAt: T0 }));
    expect(decision.withdraw).toEqual({ messageId: DIGEST, reason: 'some of it is not so any more' });
    expect(decision.digest?.keys).toEqual(['a']);
  });

  test('is taken back when nothing of it is so', () => {
    expect(decideDigest(sampleQuestion([], { pending, told }))).toMatchObject({ withdraw: { messageId: DIGEST }, digest: null });
  });

  test('is replaced by one with what is new, when that is due: a second one never joins it', () => {
    const more = sampleFact('b', { at: T0 + MINUTE_MS });
    const lastDigestAt = T0 + MINUTE_MS;
    const early = decideDigest(sampleQuestion([report, question, more], { pending, told, lastDigestAt, now: lastDigestAt + 1 }));
    expect(early).toEqual({ ...NOTHING, nextLookAt: lastDigestAt + digestEveryMs });
    const { withdraw, digest } = decideDigest(
      sampleQuestion([report, question, more], { pending, told, lastDigestAt, now: lastDigestAt + digestEveryMs }),
    );
    expect(withdraw?.reason).toBe('there is more to tell');
    expect(digest?.keys.toSorted()).toEqual(['a', 'b', 'q']);
  });

  test('is let be once it is being delivered', () => {
    const delivering = { ...pending, isQueued: false };
    expect(decideDigest(sampleQuestion([sampleFact('b')], { pending: delivering, told }))).toEqual(NOTHING);
  });

  test('is taken back when the project wishes no digests any more', () => {
    const settings = { ...DEFAULT_WAKE_SETTINGS, wake: false };
    expect(decideDigest(sampleQuestion([report, question], { pending, told, settings })).withdraw?.messageId).toBe(DIGEST);
  });
});

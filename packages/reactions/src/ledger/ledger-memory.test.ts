import { describe, expect, test } from 'vitest';
import { boundEntries, boundTellings, overtaken, withEntries } from './ledger-memory.ts';
import { LEDGER_ENTRIES_MAX, LEDGER_TELLINGS_MAX, type ReactionEntry, type Telling } from './reaction-ledger.ts';

function entry(subject: string, changes: Partial<ReactionEntry> = {}): ReactionEntry {
  return {
    kind: 'ci',
    subject,
    signature: `ci:${subject}`,
    decision: 'waiting',
    reason: 'gathering',
    until: null,
    at: 1,
    messageId: null,
    attempt: 0,
    ...changes,
  };
}

describe('decisions', () => {
  test('that say the same are written once, with the time they began', () => {
    expect(withEntries([entry('a')], [entry('a', { at: 9 })])).toEqual([entry('a')]);
    expect(withEntries([entry('a', { until: 5 })], [entry('a', { at: 9, until: 7 })])).toEqual([entry('a', { until: 7 })]);
  });

  test('about another subject, another signature or another reason are written too', () => {
    for (const other of [entry('b'), entry('a', { signature: 'x' }), entry('a', { reason: 'cool_down' }), entry('a', { kind: 'review' })]) {
      expect(withEntries([entry('a')], [other])).toEqual([entry('a'), other]);
    }
  });

  test('come back after something else was decided in between', () => {
    const sequence = [entry('a'), entry('a', { decision: 'suppressed', reason: 'needs_person' }), entry('a')];
    expect(sequence.reduce<readonly ReactionEntry[]>((all, each) => withEntries(all, [each]), [])).toEqual(sequence);
  });

  test('that it was told already are no news after the telling', () => {
    const sent = entry('a', { decision: 'sent', reason: 'new' });
    expect(withEntries([sent], [entry('a', { decision: 'skipped', reason: 'already_told' })])).toEqual([sent]);
  });

  test('that wait for what is not so any more are over', () => {
    const before = [entry('a'), entry('b', { decision: 'sent', reason: 'new' }), entry('c')];
    expect(overtaken(before, [entry('a')])).toEqual([entry('c')]);
  });

  test('are kept in a bounded number, of what is still so the newest always', () => {
    const many = Array.from({ length: LEDGER_ENTRIES_MAX + 50 }, (_, index) => entry(`check ${index}`));
    const kept = boundEntries([entry('old'), ...many], new Set(['ci:old']));
    expect(kept).toHaveLength(LEDGER_ENTRIES_MAX + 1);
    expect(kept[0]?.subject).toBe('old');
    expect(boundEntries([entry('old'), ...many, entry('old')], new Set(['ci:old']))).toHaveLength(LEDGER_ENTRIES_MAX);
  });
});

test('what was told is kept in a bounded number, and always while it is still so', () => {
  const telling = (signature: string): Telling => ({
    kind: 'ci',
    signature,
    head: 'a',
    to: 'agent',
    key: 'k',
    at: 1,
    isUndelivered: false,
  });
  const many = Array.from({ length: LEDGER_TELLINGS_MAX + 10 }, (_, index) => telling(`s${index}`));
  const kept = boundTellings([telling('old'), ...many], new Set(['old', 's3']));
  expect(kept.map(({ signature }) => signature).slice(0, 3)).toEqual(['old', 's3', 's10']);
  expect(kept).toHaveLength(LEDGER_TELLINGS_MAX + 2);
});

import { describe, expect, test } from 'vitest';
import { freeSession } from '../__fixtures__/reaction-world.ts';
import { check, checks, comment, failed, MINUTE, SESSION, snapshot, T0, thread, threads } from '../__fixtures__/sample-pull-request.ts';
import { newReactionLedger, type ReactionLedger } from '../ledger/reaction-ledger.ts';
import { resolveReactionSettings } from '../settings/resolve-settings.ts';
import type { LookContext } from './kind-look.ts';
import { lookAtChecks } from './look-at-checks.ts';
import { lookAtConflict } from './look-at-conflict.ts';
import { lookAtReview } from './look-at-review.ts';

function context(
  changes: Parameters<typeof snapshot>[0],
  more: Partial<LookContext> = {},
  ledger: Partial<ReactionLedger> = {},
): LookContext {
  return {
    snapshot: snapshot(changes),
    session: freeSession(),
    settings: resolveReactionSettings(),
    ledger: { ...newReactionLedger({ sessionId: SESSION, pullRequestId: 'p' }), ...ledger },
    threads: new Map(),
    failures: new Map(),
    now: T0,
    ...more,
  };
}

const signatures = (look: ReturnType<typeof lookAtChecks>) => look.findings.map(({ signature }) => signature);

describe('checks', () => {
  test.each([
    ['all green', checks([check('a')]), true],
    ['none at all', checks([]), null],
    ['one red', checks([failed('a')]), false],
    ['still running', checks([check('a', { state: 'running' })]), false],
    ['green, but not all could be read', checks([check('a')], { isComplete: false }), false],
    ['green, but of an older commit', checks([check('a')], { isForHead: false }), false],
  ] as const)('%s', (_name, shown, isFine) => {
    expect(lookAtChecks(context({ checks: shown })).isFine).toBe(isFine);
  });

  test('are named by commit, workflow, name and that they failed; a run has no part in it', () => {
    const first = failed('test', { id: 'github.com:1', jobId: '1', url: 'https://x/1', summary: 'in 4 s', startedAt: 1 });
    const second = failed('test', { id: 'github.com:2', jobId: '2', url: 'https://x/2', summary: 'in 5 s', startedAt: 2 });
    expect(signatures(lookAtChecks(context({ checks: checks([first]) })))).toEqual(['ci:a1:build / test:failed']);
    expect(signatures(lookAtChecks(context({ checks: checks([second]) })))).toEqual(['ci:a1:build / test:failed']);
    expect(signatures(lookAtChecks(context({ checks: checks([first, second]) })))).toHaveLength(1);
    expect(signatures(lookAtChecks(context({ checks: checks([failed('test', { workflow: 'nightly' })]) })))).toEqual([
      'ci:a1:nightly / test:failed',
    ]);
  });

  test("of a merged or closed pull request are nobody's business", () => {
    for (const state of ['merged', 'closed'] as const)
      expect(lookAtChecks(context({ state, checks: checks([failed('a')]) })).findings).toEqual([]);
  });

  test('are waited for from the first failure on', () => {
    const running = { checks: checks([failed('a'), check('b', { state: 'queued' })]) };
    const waiting = lookAtChecks(context(running));
    expect(waiting).toMatchObject({ findings: [], seen: ['suite:a1'], obstacles: [{ until: T0 + 20 * MINUTE }] });
    const later = lookAtChecks(context(running, { now: T0 + 20 * MINUTE }, { seen: { 'suite:a1': T0 } }));
    expect(signatures(later)).toEqual(['ci:a1:build / a:failed']);
  });
});

describe('conflicts', () => {
  test('are counted by how often they began', () => {
    let conflict: ReactionLedger['conflict'] = { count: 0, isOn: false };
    const found: (readonly string[])[] = [];
    for (const state of ['mergeable', 'conflicting', 'unknown', 'conflicting', 'mergeable', 'unknown', 'conflicting'] as const) {
      const look = lookAtConflict(context({ conflict: state }, {}, { conflict }));
      conflict = look.conflict ?? conflict;
      found.push(signatures(look));
    }
    expect(found).toEqual([[], ['conflict:1'], [], ['conflict:1'], [], [], ['conflict:2']]);
  });
});

describe('threads', () => {
  const open = threads('m1', 't1');
  const answer = (...comments: Parameters<typeof thread>[1]) =>
    new Map([['t1', { outcome: 'value', value: thread('t1', comments) } as const]]);
  const own = comment('c9', 'ana', 'done');
  const bot = comment('c8', 'ci', '93 %', { author: { login: 'ci', isBot: true } });

  test.each([
    ['of a person', [comment('c1', 'bo', 'x')], 'thread:t1:c1', false],
    ['that the session has answered', [comment('c1', 'bo', 'x'), own], 'thread:t1:c1', true],
    ['in which a person has the last word', [comment('c1', 'bo', 'x'), own, comment('c2', 'bo', 'y')], 'thread:t1:c2', false],
    ['in which a bot has the last word', [comment('c1', 'bo', 'x'), bot], 'thread:t1:c1', false],
    ['of a deleted account', [comment('c1', 'x', 'x', { author: null })], 'thread:t1:c1', false],
    ['of a bot alone', [bot], null, false],
    ['of the session alone', [own], null, true],
    ['without a comment', [], null, false],
    ['hidden at the host', [comment('c1', 'bo', 'x', { isHidden: true })], null, false],
  ] as const)('%s', (_name, comments, signature, isAnswered) => {
    const look = lookAtReview(context({ threads: open }, { threads: answer(...comments) }));
    expect(look.threads).toEqual({ t1: { marker: 'm1', signature, isAnswered } });
    expect(signatures(look)).toEqual(signature === null ? [] : [signature]);
    expect(look.unread).toBeNull();
  });

  test('are unread while the host says that something has changed', () => {
    const known = { t1: { marker: 'm0', signature: 'thread:t1:c1', isAnswered: false } };
    expect(lookAtReview(context({ threads: open }, {}, { threads: known }))).toMatchObject({
      unread: { signature: 'threads:m1', threadIds: ['t1'] },
      findings: [{ signature: 'thread:t1:c1' }],
      isFine: false,
    });
    const fresh = { t1: { marker: 'm1', signature: null, isAnswered: false } };
    expect(lookAtReview(context({ threads: open }, {}, { threads: fresh }))).toMatchObject({ unread: null, findings: [], isFine: true });
  });

  test('that are gone are forgotten', () => {
    const known = { t7: { marker: 'm0', signature: 'thread:t7:c1', isAnswered: false } };
    expect(lookAtReview(context({ threads: threads('m1') }, {}, { threads: known })).threads).toEqual({});
  });
});

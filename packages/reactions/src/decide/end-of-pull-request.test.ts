import { describe, expect, test } from 'vitest';
import { check, checks, failed, MINUTE, threads } from '../__fixtures__/sample-pull-request.ts';
import { freeSession, reactionWorld } from '../__fixtures__/reaction-world.ts';

const MERGED = { state: 'merged', mergeCommit: 'm2' } as const;
const READY = {
  mergeability: 'mergeable',
  gate: 'clean',
  review: { decision: 'approved', source: 'rule', opinions: [] },
} as const;

describe('a merge', () => {
  test('is told to the agent, and people are offered to end the session', () => {
    const world = reactionWorld();
    const actions = world.look(MERGED);
    expect(actions).toMatchObject([
      { type: 'notify', kind: 'merged', offersEnd: true },
      { type: 'send', kinds: ['merged'] },
    ]);
    expect(world.sent()[0]).toContain('it was merged into main.');
    expect(world.lookAfter(60 * MINUTE, MERGED)).toEqual([]);
  });

  test('ends the session where the settings say so, once its agent is idle', () => {
    const world = reactionWorld({ afterMerge: 'end' });
    world.session = freeSession({ activity: { state: 'active' } });
    expect(world.look(MERGED)).toEqual([]);
    expect(world.entries()).toEqual(['merged: skipped, will_end', 'session: waiting, session_working']);
    world.session = freeSession({ activity: { state: 'blocked' } });
    expect(world.lookAfter(MINUTE, MERGED)).toEqual([]);
    world.session = freeSession();
    expect(world.lookAfter(MINUTE, MERGED)).toMatchObject([{ type: 'end_session', sessionId: 'shop-1' }]);
    expect(world.lookAfter(MINUTE, MERGED)).toEqual([]);
  });

  test('neither ends nor offers anything while another pull request of the session is open', () => {
    for (const afterMerge of ['end', 'offer'] as const) {
      const world = reactionWorld({ afterMerge });
      world.session = freeSession({ otherOpenPullRequests: 1 });
      expect(world.look(MERGED)).toMatchObject([{ type: 'send', kinds: ['merged'] }]);
      world.session = freeSession();
      expect(world.lookAfter(MINUTE, MERGED)).toMatchObject([afterMerge === 'end' ? { type: 'end_session' } : { offersEnd: true }]);
    }
  });

  test("of an ended session is nobody's business; a restore tells it", () => {
    const world = reactionWorld();
    world.session = freeSession({ phase: 'ended' });
    expect(world.look(MERGED)).toEqual([]);
    world.session = freeSession();
    expect(world.lookAfter(MINUTE, MERGED)).toHaveLength(2);
  });

  test('silences everything else about the pull request', () => {
    const world = reactionWorld({ afterMerge: 'keep', modes: { merged: 'off' } });
    const state = { ...MERGED, checks: checks([failed('test')]), conflict: 'conflicting', threads: threads('m', 't1') } as const;
    world.look(state);
    expect(world.lookAfter(60 * MINUTE, state)).toEqual([]);
  });
});

test('a close without a merge is told to people, again after it was opened and closed again', () => {
  const world = reactionWorld();
  expect(world.look({ state: 'closed', closedAt: 5 })).toMatchObject([{ type: 'notify', kind: 'closed', offersEnd: false }]);
  expect(world.lookAfter(MINUTE, { state: 'closed', closedAt: 5 })).toEqual([]);
  world.lookAfter(MINUTE, {});
  expect(world.lookAfter(MINUTE, { state: 'closed', closedAt: 9 })).toHaveLength(1);
});

describe('ready to merge', () => {
  test('is told to people, once for a commit', () => {
    const world = reactionWorld();
    world.look(READY);
    expect(world.lookAfter(MINUTE, READY)).toMatchObject([{ type: 'notify', kind: 'ready' }]);
    world.lookAfter(MINUTE, { ...READY, mergeability: 'unknown' });
    expect(world.lookAfter(MINUTE, READY)).toEqual([]);
    world.lookAfter(MINUTE, { ...READY, headCommit: 'a2' });
    expect(world.lookAfter(MINUTE, { ...READY, headCommit: 'a2' })).toHaveLength(1);
  });

  test.each([
    ['a draft', { state: 'draft' }],
    ['without the review it needs', { review: { decision: 'review_required', source: 'rule', opinions: [] } }],
    ['while checks run', { checks: checks([check('test', { state: 'running' })]) }],
    ['with checks of an older commit', { checks: checks([check('test')], { isForHead: false }) }],
    ['with an open thread nobody has read yet', { threads: threads('m', 't1') }],
    ['in the merge queue', { queue: { position: 1, state: 'waiting', enqueuedAt: 1 } }],
    ['not yet worked out by the host', { conflict: 'unknown' }],
  ] as const)('is not said of one %s', (_name, changes) => {
    const world = reactionWorld();
    world.session = freeSession({ phase: 'ended' });
    world.look({ ...READY, ...changes });
    expect(world.lookAfter(MINUTE, { ...READY, ...changes })).toEqual([]);
  });

  test('is not said of one that stands on another', () => {
    const world = reactionWorld();
    world.session = freeSession({ standsOnOpenPullRequest: true });
    world.look(READY);
    expect(world.lookAfter(MINUTE, READY)).toEqual([]);
  });
});

test('every kind has its switch', () => {
  const state = { checks: checks([failed('test')]), conflict: 'conflicting' } as const;
  const off = reactionWorld({ modes: { ci: 'off', conflict: 'off' } });
  off.look(state);
  expect(off.lookAfter(MINUTE, state)).toEqual([]);
  expect(off.entries()).toEqual(['check build / test: skipped, off', 'conflict: skipped, off']);
  const people = reactionWorld({ modes: { ci: 'notify' } });
  people.session = freeSession({ activity: { state: 'blocked' } });
  people.look(state);
  expect(people.lookAfter(MINUTE, state)).toMatchObject([
    { type: 'notify', kind: 'ci', text: 'Pull request #12: 1 check fails: "build / test".' },
  ]);
  expect(people.fetched).toEqual([]);
});

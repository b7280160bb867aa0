import { expect, test } from 'vitest';
import { reactionWorld } from '../__fixtures__/reaction-world.ts';
import { check, checks, comment, failed, MINUTE, snapshot, thread, threads } from '../__fixtures__/sample-pull-request.ts';
import { resolveReactionSettings } from '../settings/resolve-settings.ts';
import { obsoleteMessages } from './obsolete-messages.ts';

function obsolete(world: ReturnType<typeof reactionWorld>, changes: Parameters<typeof snapshot>[0]): number {
  const { session, ledger, now } = world;
  return obsoleteMessages({
    snapshot: snapshot({ observedAt: now, ...changes }),
    session,
    settings: resolveReactionSettings(),
    ledger,
    now,
  }).length;
}

function told(changes: Parameters<typeof snapshot>[0]) {
  const world = reactionWorld();
  world.threads.set('t1', { outcome: 'value', value: thread('t1', [comment('c1', 'bo', 'one')]) });
  world.look(changes);
  world.lookAfter(MINUTE, changes);
  expect(world.sent()).toHaveLength(1);
  return world;
}

const RED = { checks: checks([failed('test')]) };
const REVIEW = { threads: threads('m1', 't1') };

test.each([
  ['a failure that still is', RED, RED, 0],
  ['a failure that is being checked again', RED, { checks: checks([check('test', { state: 'running' })]) }, 0],
  ['a failure that passed', RED, { checks: checks([check('test')]) }, 1],
  ['a failure of a commit before', RED, { headCommit: 'a2' }, 1],
  ['a failure of what was merged', RED, { ...RED, state: 'merged' }, 1],
  ['an open thread', REVIEW, REVIEW, 0],
  ['a thread that may have been resolved', REVIEW, { threads: threads('m2', 't1') }, 0],
  ['a resolved thread', REVIEW, { threads: threads('m2') }, 1],
  ['a conflict that still is', { conflict: 'conflicting' }, { conflict: 'conflicting' }, 0],
  ['a conflict nobody has worked out', { conflict: 'conflicting' }, { conflict: 'unknown' }, 0],
  ['a conflict that is gone', { conflict: 'conflicting' }, { conflict: 'mergeable' }, 1],
  ['two things of which one still is', { ...RED, ...REVIEW }, REVIEW, 0],
  ['what the host answers nonsense about', RED, { checks: { ...checks([]), items: null as never } }, 0],
] as const)('a message about %s', (_name, before, after, count) => {
  expect(obsolete(told(before), after)).toBe(count);
});

test('without a ledger there is no message', () => {
  const world = reactionWorld();
  expect(obsolete(world, {})).toBe(0);
});

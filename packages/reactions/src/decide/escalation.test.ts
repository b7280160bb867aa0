import type { MessageId } from '@ao/domain';
import { describe, expect, test } from 'vitest';
import { check, checks, comment, failed, MINUTE, thread, threads } from '../__fixtures__/sample-pull-request.ts';
import { freeSession, reactionWorld } from '../__fixtures__/reaction-world.ts';
import { markUndelivered, releaseLimits } from '../ledger/change-ledger.ts';
import { reactionNotes } from '../ledger/reaction-needs.ts';
import { DEFAULT_REACTION_SETTINGS } from '../settings/resolve-settings.ts';

const red = (commit: string) => ({ headCommit: commit, checks: checks([failed('test')], { commit }) });
const green = (commit: string) => ({ headCommit: commit, checks: checks([check('test')], { commit }) });

/** An agent that pushes one commit after the other, none of which helps. */
function struggling(commits: number) {
  const world = reactionWorld();
  world.session = freeSession({ activity: { state: 'active' } });
  for (let index = 1; index <= commits; index += 1) {
    world.lookAfter(70 * MINUTE, red(`a${index}`));
    world.lookAfter(MINUTE, red(`a${index}`));
  }
  return world;
}
const types = (world: ReturnType<typeof reactionWorld>) => world.actions.map(({ type }) => type);

describe('when telling the agent leads nowhere', () => {
  test('people are told, once, and the agent no more', () => {
    const world = struggling(8);
    expect(types(world)).toEqual(['send', 'send', 'send', 'escalate']);
    expect(world.actions[3]).toMatchObject({ kind: 'ci', reason: 'row_limit' });
    expect(reactionNotes(world.ledger!, DEFAULT_REACTION_SETTINGS)).toMatchObject([{ kind: 'ci', state: 'escalated', attempt: 3, of: 3 }]);
  });

  test('the time between two messages doubles', () => {
    const world = reactionWorld({ limits: { ci: { inARow: 9 } } });
    world.session = freeSession({ activity: { state: 'active' } });
    const sentAt: number[] = [];
    for (let minute = 0; minute < 240; minute += 1) {
      if (world.lookAfter(MINUTE, red(`a${minute}`)).some(({ type }) => type === 'send')) sentAt.push(minute);
    }
    expect(sentAt.slice(1).map((at, index) => at - (sentAt[index] ?? 0))).toEqual([5, 10, 20, 40, 60, 60]);
  });

  test('limits count anew after all was well for a while, and people may be told once more', () => {
    const world = struggling(5);
    world.lookAfter(MINUTE, green('b'));
    expect(world.entries('reset')).toEqual([]);
    world.lookAfter(5 * MINUTE, green('b'));
    expect(world.entries('reset')).toEqual(['ci: reset, all_well']);
    expect(reactionNotes(world.ledger!, DEFAULT_REACTION_SETTINGS)).toEqual([]);
    for (const commit of ['c1', 'c2', 'c3', 'c4', 'c5']) {
      world.lookAfter(70 * MINUTE, red(commit));
      world.lookAfter(MINUTE, red(commit));
    }
    expect(types(world).slice(4)).toEqual(['send', 'send', 'send', 'escalate']);
  });

  test('a short pass between two failures resets nothing', () => {
    const world = struggling(3);
    for (const commit of ['b1', 'b2', 'b3']) {
      world.lookAfter(MINUTE, green(commit));
      world.lookAfter(2 * MINUTE, red(commit));
    }
    expect(types(world)).toEqual(['send', 'send', 'send', 'escalate']);
  });

  test('an agent that was told, is idle and does nothing is no secret', () => {
    const world = reactionWorld();
    world.look(red('a1'));
    world.lookAfter(MINUTE, red('a1'));
    expect(world.verdict?.nextLookAt).toBe(null);
    world.lookAfter(MINUTE, red('a1'));
    expect(world.verdict?.nextLookAt).toBe(world.now + 29 * MINUTE);
    world.session = freeSession({ activity: { state: 'active' } });
    world.lookAfter(29 * MINUTE, red('a1'));
    expect(types(world)).toEqual(['send']);
    world.session = freeSession();
    for (let round = 0; round < 9; round += 1) world.lookAfter(MINUTE, red('a1'));
    expect(types(world)).toEqual(['send', 'escalate']);
    expect(world.entries('escalated')).toEqual(['ci: escalated, unanswered']);
  });

  test('a thread that was answered, or a new commit, waits for the reviewer and not for the agent', () => {
    const world = reactionWorld();
    world.threads.set('t1', { outcome: 'value', value: thread('t1', [comment('c1', 'bo', 'one')]) });
    world.look({ threads: threads('m1', 't1') });
    world.lookAfter(MINUTE, { threads: threads('m1', 't1') });
    world.threads.set('t1', { outcome: 'value', value: thread('t1', [comment('c1', 'bo', 'one'), comment('c2', 'ana', 'done')]) });
    world.lookAfter(10 * MINUTE, { threads: threads('m2', 't1') });
    world.lookAfter(100 * MINUTE, { threads: threads('m2', 't1') });
    world.lookAfter(100 * MINUTE, { threads: threads('m2', 't1') });
    world.lookAfter(100 * MINUTE, { threads: threads('m2', 't1'), headCommit: 'a2' });
    expect(types(world)).toEqual(['send']);
  });

  test('one commit gets so many messages and no more; the next one is told again', () => {
    const world = reactionWorld({ limits: { ci: { inARow: 9, perHead: 2 } } });
    world.session = freeSession({ activity: { state: 'active' } });
    for (const name of ['one', 'two', 'three']) {
      world.lookAfter(60 * MINUTE, { headCommit: 'a1', checks: checks([failed(name)]) });
      world.lookAfter(MINUTE, { headCommit: 'a1', checks: checks([failed(name)]) });
    }
    expect(types(world)).toEqual(['send', 'send', 'escalate']);
    world.lookAfter(60 * MINUTE, red('a2'));
    world.lookAfter(MINUTE, red('a2'));
    expect(types(world)).toEqual(['send', 'send', 'escalate', 'send']);
  });
});

test('a person may let the agent be told again', () => {
  const world = struggling(5);
  world.ledger = releaseLimits(world.ledger!, ['ci'], world.now);
  expect(world.entries('reset')).toEqual(['ci: reset, released']);
  world.lookAfter(MINUTE, red('z'));
  world.lookAfter(MINUTE, red('z'));
  expect(types(world).at(-1)).toBe('send');
  const released = releaseLimits(world.ledger, ['review'], world.now);
  expect(released).toBe(world.ledger);
});

test('a message that never reached the agent is sent once more, under another id', () => {
  const world = reactionWorld();
  world.look(red('a1'));
  const [first] = world.lookAfter(MINUTE, red('a1'));
  const id = (first as { messageId: MessageId }).messageId;
  world.ledger = markUndelivered(world.ledger!, [id]);
  expect(markUndelivered(world.ledger, [id])).toBe(world.ledger);
  world.lookAfter(10 * MINUTE, red('a1'));
  const [second] = world.lookAfter(MINUTE, red('a1'));
  expect(second).toMatchObject({ type: 'send' });
  expect((second as { messageId: MessageId }).messageId).not.toBe(id);
  expect(world.entries('sent')).toEqual(['check build / test: sent, new', 'check build / test: sent, not_delivered_before']);
});

test('where the settings allow two messages about the same, the second waits for an idle agent and its time', () => {
  const world = reactionWorld({ limits: { ci: { perSignature: 2 } } });
  world.look(red('a1'));
  world.lookAfter(MINUTE, red('a1'));
  world.lookAfter(29 * MINUTE, red('a1'));
  expect(world.sent()).toHaveLength(1);
  world.session = freeSession({ activity: { state: 'active' } });
  world.lookAfter(MINUTE, red('a1'));
  expect(world.entries().at(-1)).toBe('check build / test: waiting, session_working');
  world.session = freeSession();
  world.lookAfter(MINUTE, red('a1'));
  expect(world.sent()).toHaveLength(2);
});

import type { SessionId } from '@ao/domain';
import { describe, expect, test } from 'vitest';
import { createObservedWorld, MINUTE } from './__fixtures__/observed-world.ts';
import { check, checks, thread, threads } from './__fixtures__/scripted-scm.ts';

type World = ReturnType<typeof createObservedWorld>;

/** A failing check and a thread, then another failing commit, then the merge, after which the session ends. */
function setUp(): { readonly world: World; readonly id: SessionId; readonly pullRequest: string } {
  const world = createObservedWorld({ config: { reactions: { afterMerge: 'end', modes: { ready: 'notify' } } } });
  const id = world.spawn();
  const opened = world.open(id, { checks: checks([check('test', { state: 'failed' })], 'a1'), threads: threads('m1', 't1') });
  world.scm.threads.set('t1', thread('t1', 'bo', 'Round half up.'));
  return { world, id, pullRequest: opened.id };
}

const CHAPTERS: readonly ((world: World, pullRequest: string) => void)[] = [
  () => undefined,
  (world, pullRequest) => {
    world.origins.set('b2', 'yes');
    const next = checks([check('test', { id: 'github.com:run-2', state: 'failed' })], 'b2');
    world.change(pullRequest, { headCommit: 'b2', updatedAt: world.clock.now(), checks: next, threads: threads('m2') });
  },
  (world, pullRequest) => {
    const green = checks([check('test', { id: 'github.com:run-3' })], 'b2');
    const at = world.clock.now();
    const review = { decision: 'approved', source: 'rule', opinions: [] } as const;
    world.change(pullRequest, { updatedAt: at, checks: green, mergeability: 'mergeable', gate: 'clean', review });
  },
  (world, pullRequest) => {
    const at = world.clock.now();
    world.change(pullRequest, { state: 'merged', mergedAt: at, updatedAt: at, mergeCommit: 'e1' });
  },
];

/** Tells the story; at the given point of the given chapter the daemon crashes, and another one is started. */
async function story(crash: { readonly chapter: number; readonly point: number } | null) {
  const { world, id, pullRequest } = setUp();
  let process = world.start();
  const points: number[] = [];
  for (const [chapter, happens] of CHAPTERS.entries()) {
    happens(world, pullRequest);
    const before = process.life.points.length;
    if (crash?.chapter === chapter) process.life.crashAtPoint(crash.point);
    await world.clock.advance(8 * MINUTE);
    points.push(process.life.points.length - before);
    if (crash?.chapter === chapter && process.life.crashed) {
      process = world.start();
      await world.clock.advance(8 * MINUTE);
    }
  }
  await process.stop();
  return { world, id, points };
}

function outcomeOf({ world, id }: { readonly world: World; readonly id: SessionId }) {
  const { phase, end } = world.stores.sessions.get(id) ?? {};
  return {
    messages: world.messages(id).map(({ text }) => text),
    notices: world.notices.raised.map(({ kind, text }) => `${kind}: ${text}`).toSorted(),
    session: [phase, end?.reason],
    state: world.pullRequestsOf(id).map(({ facts }) => facts.state),
  };
}

describe('a daemon that crashes', () => {
  test('at any point, between any two steps, tells everything exactly once', async () => {
    const clean = await story(null);
    const expected = outcomeOf(clean);
    expect(expected.messages).toHaveLength(2);
    expect(expected).toMatchObject({ session: ['ended', 'merged'], state: ['merged'] });
    expect(expected.notices).toMatchObject([expect.stringMatching(/^ready/)]);
    expect(clean.points.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(20);
    for (const [chapter, count] of clean.points.entries()) {
      for (let point = 1; point <= count; point += 1) {
        expect(outcomeOf(await story({ chapter, point })), `chapter ${chapter}, point ${point}`).toEqual(expected);
      }
    }
  });
});

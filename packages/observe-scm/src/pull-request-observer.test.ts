import { AoError } from '@ao/domain';
import { describe, expect, test } from 'vitest';
import { createObservedWorld, MINUTE, PROJECT } from './__fixtures__/observed-world.ts';
import { check, checks, HOST, snapshot, thread, threads } from './__fixtures__/scripted-scm.ts';

const failing = (commit: string) => checks([check('test', { state: 'failed' })], commit);

describe('a pull request', () => {
  test('that a session opened is found, read, and belongs to it', async () => {
    const world = createObservedWorld();
    const id = world.spawn();
    const opened = world.open(id);
    world.start();
    await world.clock.advance(1_000);
    expect(world.pullRequestsOf(id)).toMatchObject([
      { facts: { id: opened.id, number: 1, ci: 'passing' }, origin: 'found', snapshot: { headCommit: 'a1' } },
    ]);
  });

  test('that is opened when a turn ends is found within seconds', async () => {
    const world = createObservedWorld();
    const id = world.spawn();
    world.start();
    await world.clock.advance(20_000);
    world.setActivity(id, 'active');
    await world.clock.advance(10_000);
    world.open(id);
    world.setActivity(id, 'idle');
    await world.clock.advance(3_000);
    expect(world.pullRequestsOf(id)).toMatchObject([{ snapshot: { number: 1 } }]);
  });

  test.each<[string, Parameters<ReturnType<typeof createObservedWorld>['open']>[1], boolean]>([
    ['of somebody else', { author: { login: 'mallory', isBot: false } }, false],
    ['of another branch', { sourceBranch: 'ao/shop-7/work' }, false],
    ['of a branch below that of the session', { sourceBranch: 'ao/shop-1/more' }, true],
    ['of another fork', { sourceRepository: { host: HOST, owner: 'mallory', name: 'shop' } }, false],
    ['whose fork is gone', { sourceRepository: null }, false],
    ['whose commit was made elsewhere', { headCommit: 'theirs' }, false],
    ['whose author is listed', { author: { login: 'release-bot', isBot: true } }, true],
  ])('%s: found %s', async (_name, changes, isOurs) => {
    const world = createObservedWorld();
    world.origins.set('theirs', 'no');
    const id = world.spawn();
    world.open(id, changes);
    world.start({ authors: ['release-bot'] });
    await world.clock.advance(MINUTE);
    expect(world.pullRequestsOf(id)).toHaveLength(isOurs ? 1 : 0);
  });

  test('of somebody else costs no further look into the worktree, however often it is listed', async () => {
    const world = createObservedWorld();
    const id = world.spawn();
    const { id: pullRequest } = world.open(id, { headCommit: 'theirs' });
    world.origins.set('theirs', 'no');
    let asked = 0;
    const hasCommit = () => ((asked += 1), Promise.resolve('no' as const));
    world.start({ workspace: { hasCommit } });
    for (let minute = 0; minute < 10; minute += 1) {
      world.change(pullRequest, { updatedAt: world.clock.now() });
      await world.clock.advance(MINUTE);
    }
    expect([world.pullRequestsOf(id), asked]).toEqual([[], 1]);
  });

  test('whose commit could not be looked for is found when it can be', async () => {
    const world = createObservedWorld();
    const id = world.spawn();
    const opened = world.open(id);
    world.origins.set(opened.headCommit, 'unknown');
    world.start();
    await world.clock.advance(MINUTE);
    expect(world.pullRequestsOf(id)).toEqual([]);
    world.origins.set(opened.headCommit, 'yes');
    await world.clock.advance(7 * MINUTE);
    expect(world.pullRequestsOf(id)).toHaveLength(1);
  });

  test('from a fork is found where the session pushes', async () => {
    const world = createObservedWorld();
    const id = world.spawn();
    world.targets.set(`ao/${id}/work`, 'https://github.com/ana/shop.git');
    world.open(id, { sourceRepository: { host: HOST, owner: 'ana', name: 'shop' } });
    world.start();
    await world.clock.advance(MINUTE);
    expect(world.pullRequestsOf(id)).toHaveLength(1);
  });

  test('from the fork the project lies in is found at the repository it is a fork of', async () => {
    const world = createObservedWorld();
    const id = world.spawn();
    world.scm.parent = { host: HOST, owner: 'upstream', name: 'shop' };
    world.open(id, { repository: world.scm.parent });
    world.start();
    await world.clock.advance(MINUTE);
    expect(world.pullRequestsOf(id)).toMatchObject([{ repository: { owner: 'upstream' } }]);
  });

  test('that was stored for a session it does not belong to is taken away', async () => {
    const world = createObservedWorld();
    const id = world.spawn();
    const opened = snapshot(1, { author: { login: 'mallory', isBot: false }, updatedAt: world.clock.now() });
    world.stores.pullRequests.recordSighting(opened, { sessionId: id, origin: 'found' }, world.clock.now());
    world.scm.pullRequests.set(opened.id, opened);
    world.start();
    await world.clock.advance(MINUTE);
    expect(world.pullRequestsOf(id)).toEqual([]);
  });

  test('that is taken away while it is being read does not come back', async () => {
    const world = createObservedWorld();
    const id = world.spawn();
    const { id: pullRequest } = world.open(id);
    world.start();
    await world.clock.advance(20_000);
    const held = Promise.withResolvers<void>();
    world.scm.hold = held.promise;
    await world.clock.advance(5 * MINUTE);
    world.stores.pullRequests.remove(pullRequest);
    world.scm.pullRequests.delete(pullRequest);
    world.scm.answers.set(pullRequest, { outcome: 'value', value: snapshot(1, { title: 'Another', updatedAt: world.clock.now() }) });
    world.scm.hold = null;
    held.resolve();
    await world.clock.advance(10 * MINUTE);
    expect(world.pullRequestsOf(id)).toEqual([]);
  });

  test('that a person gave to a session stays there, whoever wrote it', async () => {
    const world = createObservedWorld();
    const id = world.spawn();
    const opened = world.open(id, { author: { login: 'mallory', isBot: false }, sourceBranch: 'fix' });
    world.stores.pullRequests.recordSighting(opened, { sessionId: id, origin: 'claimed' }, world.clock.now());
    world.start();
    await world.clock.advance(MINUTE);
    expect(world.pullRequestsOf(id)).toMatchObject([{ origin: 'claimed', snapshot: { number: 1 } }]);
  });

  test('that lies further back than the listing reaches is looked for by its branch', async () => {
    const world = createObservedWorld();
    const id = world.spawn();
    world.scm.unlisted.add(world.open(id).id);
    world.start();
    await world.clock.advance(MINUTE);
    expect([world.pullRequestsOf(id).length, world.scm.asked]).toEqual([1, [`branch ao/${id}/work`]]);
  });

  test('is found after a restart by what was stored, without reading everything again', async () => {
    const world = createObservedWorld();
    const [first, second] = [world.spawn(), world.spawn()];
    world.open(first);
    const before = world.start();
    await world.clock.advance(MINUTE);
    await before.stop();
    world.open(second);
    world.start();
    await world.clock.advance(5_000);
    expect([world.pullRequestsOf(first).length, world.pullRequestsOf(second).length]).toEqual([1, 1]);
  });
});

describe('a session that changes', () => {
  test('is told what was held back as soon as it can listen, without a look at the host', async () => {
    const world = createObservedWorld();
    const id = world.spawn();
    world.setActivity(id, 'blocked');
    world.open(id, { checks: failing('a1') });
    world.start();
    await world.clock.advance(2 * MINUTE);
    expect(world.messages(id)).toEqual([]);
    world.setActivity(id, 'idle');
    await world.clock.advance(100);
    expect(world.messages(id)).toHaveLength(1);
  });

  test('takes back what waits for it when it is not so any more, and tells it anew when it is again', async () => {
    const world = createObservedWorld();
    const id = world.spawn();
    const { id: pullRequest } = world.open(id, { checks: failing('a1') });
    world.start();
    await world.clock.advance(2 * MINUTE);
    expect(world.messages(id)).toMatchObject([{ state: 'queued' }]);
    world.change(pullRequest, { checks: checks([check('test')], 'a1') });
    await world.clock.advance(5 * MINUTE);
    expect(world.messages(id)).toMatchObject([
      { state: 'withdrawn', receipts: [{}, { evidence: expect.stringMatching(/not so any more/) }] },
    ]);
    world.change(pullRequest, { checks: failing('a1') });
    await world.clock.advance(20 * MINUTE);
    expect(world.messages(id)).toMatchObject([{ state: 'withdrawn' }, { state: 'queued' }]);
  });

  test.each([
    ['refused', null, 2],
    ['failed', null, 2],
    ['failed', 'typed', 1],
    ['stalled', 'typed', 1],
    ['acknowledged', 'typed', 1],
  ] as const)('a message that is %s (%s): %i messages in all', async (state, delivery, count) => {
    const world = createObservedWorld();
    const id = world.spawn();
    world.open(id, { checks: failing('a1') });
    world.start();
    await world.clock.advance(2 * MINUTE);
    const [message] = world.messages(id);
    if (message === undefined) throw new Error('nothing was sent');
    const receipt = { state, at: world.clock.now(), evidence: 'test', screen: null };
    world.stores.messages.advance(message.id, ['queued'], delivery === null ? { receipt } : { receipt, delivery });
    await world.clock.advance(25 * MINUTE);
    expect(world.messages(id)).toHaveLength(count);
  });

  test('is not ended twice: one that was brought back after the merge goes on', async () => {
    const world = createObservedWorld({ config: { reactions: { afterMerge: 'end' } } });
    const id = world.spawn();
    const { id: pullRequest } = world.open(id);
    world.start();
    await world.clock.advance(MINUTE);
    world.change(pullRequest, { state: 'merged', mergedAt: world.clock.now(), updatedAt: world.clock.now() });
    await world.clock.advance(2 * MINUTE);
    expect(world.ended).toEqual([id]);
    world.restore(id);
    await world.clock.advance(10 * MINUTE);
    expect([world.ended, world.stores.sessions.get(id)?.phase]).toEqual([[id], 'live']);
  });
});

test('what an account of the agents says is not told to them', async () => {
  const world = createObservedWorld();
  const id = world.spawn();
  world.open(id, { threads: threads('m1', 't1', 't2') });
  world.scm.threads.set('t1', thread('t1', 'agent-account', 'I have mended it.'));
  world.scm.threads.set('t2', thread('t2', 'bo', 'Round half up.'));
  world.start({ authors: ['agent-account'] });
  await world.clock.advance(3 * MINUTE);
  const [message] = world.messages(id);
  expect([message?.text.includes('Round half up.'), message?.text.includes('I have mended it.')]).toEqual([true, false]);
});

test('settings that change count at once, without a look at the host', async () => {
  const world = createObservedWorld({ config: { reactions: { modes: { ci: 'off' } } } });
  const id = world.spawn();
  world.open(id, { checks: failing('a1') });
  const { observer } = world.start();
  await world.clock.advance(150_000);
  const polls = world.scm.polls.length;
  world.stores.projects.setConfig(PROJECT, {});
  observer.reconsider();
  await world.clock.advance(50);
  expect([world.stores.reactions.ledger(id, `${HOST}:PR_1`), world.scm.polls.length]).toMatchObject([
    { entries: expect.arrayContaining([expect.objectContaining({ decision: 'waiting', reason: 'gathering' })]) },
    polls,
  ]);
});

describe('what is written', () => {
  test('is nothing while nothing changes, however often is looked', async () => {
    const world = createObservedWorld();
    world.open(world.spawn(), { checks: checks([check('test', { state: 'running' })], 'a1') });
    const { observer, life } = world.start();
    await world.clock.advance(MINUTE);
    const points = life.points.length;
    const events = world.stores.changeLog.bounds().newest;
    await world.clock.advance(10 * MINUTE);
    expect(world.looks(`${HOST}:PR_1`)).toBeGreaterThan(15);
    expect(life.points.slice(points).filter((point) => /pullRequest|reaction|Watch|Snapshot|Ledger/i.test(point))).toEqual([]);
    expect(world.stores.changeLog.bounds().newest).toBe(events);
    expect(world.clock.now() - (observer.seenAt(`${HOST}:PR_1`) ?? 0)).toBeLessThan(MINUTE);
  });

  test('is that it cannot be seen, when that has lasted for a while', async () => {
    const world = createObservedWorld();
    const id = world.spawn();
    world.open(id);
    world.start();
    await world.clock.advance(MINUTE);
    world.scm.fault = new AoError('FORGE_UNAVAILABLE', { message: 'No route to the host.' });
    await world.clock.advance(4 * MINUTE);
    expect(world.pullRequestsOf(id)).toMatchObject([{ blindness: null }]);
    await world.clock.advance(15 * MINUTE);
    expect(world.pullRequestsOf(id)).toMatchObject([{ blindness: { outcome: 'unknown', message: 'No route to the host.' } }]);
    world.scm.fault = null;
    await world.clock.advance(15 * MINUTE);
    expect(world.pullRequestsOf(id)).toMatchObject([{ blindness: null }]);
  });
});

describe('the end of the daemon', () => {
  test('does not wait for a host that does not answer', async () => {
    const world = createObservedWorld();
    world.open(world.spawn());
    const process = world.start();
    await world.clock.advance(1_000);
    world.scm.hold = new Promise(() => undefined);
    await world.clock.advance(5 * MINUTE);
    await process.stop();
    expect(world.clock.pendingTimers()).toBe(0);
    expect(world.logger.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });
});

test('a host that does not answer holds up nothing that needs no host', async () => {
  const world = createObservedWorld();
  const [id, other] = [world.spawn(), world.spawn()];
  world.setActivity(id, 'blocked');
  world.open(id, { checks: failing('a1') });
  world.open(other);
  world.start();
  await world.clock.advance(90_000);
  world.scm.hold = new Promise(() => undefined);
  await world.clock.advance(60_000);
  world.scm.hold = null;
  world.setActivity(id, 'idle');
  await world.clock.advance(100);
  expect(world.messages(id)).toHaveLength(1);
});

test('a machine that slept looks at everything when it wakes', async () => {
  const world = createObservedWorld();
  const id = world.spawn();
  const { id: pullRequest } = world.open(id);
  world.start();
  await world.clock.advance(90_000);
  world.change(pullRequest, { title: 'Another' });
  world.clock.jumpWallClock(8 * 60 * MINUTE);
  await world.clock.advance(61_000);
  expect(world.pullRequestsOf(id)[0]?.facts.title).toBe('Another');
});

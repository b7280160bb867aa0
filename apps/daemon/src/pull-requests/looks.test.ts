import { addCheckRun, addThread, moveHead } from '@ao/github-stand-in';
import { describe, expect, test } from 'vitest';
import { createForgeWorld, MINUTE } from './__fixtures__/forge-world.ts';

const HOUR = 60 * MINUTE;

describe('what it costs', () => {
  test('37 pull requests are found with one question and read with two', async () => {
    const world = await createForgeWorld();
    const sessions = Array.from({ length: 37 }, () => world.spawn());
    for (const id of sessions) addCheckRun(world.host.state, world.openFor(id), { name: 'test' });
    world.start();
    await world.advance(3_000);
    expect(sessions.flatMap((id) => world.pullRequestsOf(id)).filter(({ snapshot }) => snapshot !== null)).toHaveLength(37);
    expect(world.host.usage.requests.map(({ path, operation, ids, cost }) => [operation || path.split('?')[0], ids, cost])).toEqual([
      ['/user', 0, 1],
      ['/repos/acme/shop', 0, 1],
      ['/repos/acme/shop/pulls', 0, 1],
      ['PollPullRequests', 25, 1],
      ['PollPullRequests', 12, 1],
    ]);
    expect(world.host.usage.violations).toEqual([]);
  });

  test('an hour of 37 whose checks run all the time: a twentieth of the points, and the listing for nothing', async () => {
    const world = await createForgeWorld();
    for (let count = 0; count < 37; count += 1) {
      addCheckRun(world.host.state, world.openFor(world.spawn()), { name: 'test', status: 'IN_PROGRESS' });
    }
    world.start();
    await world.advance(HOUR, 15_000);
    expect(world.points()).toBeGreaterThan(120);
    expect(world.points()).toBeLessThanOrEqual(250);
    expect(world.plain()).toBeLessThanOrEqual(6);
    expect(world.requests('/pulls?').filter(({ status }) => status === 304).length).toBeGreaterThan(50);
  });

  test('an hour of 37 quiet ones costs a hundred points at most', async () => {
    const world = await createForgeWorld();
    for (let count = 0; count < 37; count += 1) addCheckRun(world.host.state, world.openFor(world.spawn()), { name: 'test' });
    world.start();
    await world.advance(HOUR, 15_000);
    expect(world.points()).toBeLessThanOrEqual(100);
    expect(world.plain()).toBeLessThanOrEqual(6);
  });

  test('without a session nothing is asked at all', async () => {
    const world = await createForgeWorld();
    world.start();
    await world.advance(HOUR, MINUTE);
    expect(world.host.usage.requests).toEqual([]);
  });
});

describe('a failing check', () => {
  test('that is run again a hundred times is told once, with its log', async () => {
    const world = await createForgeWorld();
    const id = world.spawn();
    const opened = world.openFor(id);
    const failing = {
      name: 'test',
      conclusion: 'FAILURE',
      log: '##[error]expected 3 to be 2\n##[error]Process completed with exit code 1.\n',
    };
    addCheckRun(world.host.state, opened, failing);
    world.start();
    await world.advance(2 * MINUTE);
    expect(world.messages(id)).toHaveLength(1);
    expect(world.messages(id)[0]).toMatchObject({ sender: { kind: 'automation', name: 'pull-requests' } });
    expect(world.messages(id)[0]?.text).toContain('expected 3 to be 2');
    for (let run = 0; run < 100; run += 1) {
      addCheckRun(world.host.state, opened, { ...failing, status: 'IN_PROGRESS', conclusion: null });
      await world.advance(35_000, 35_000);
      const last = opened.checks.at(-1);
      if (last?.kind === 'run') Object.assign(last, { status: 'COMPLETED', conclusion: 'FAILURE' });
      await world.advance(35_000, 35_000);
    }
    expect(world.messages(id)).toHaveLength(1);
    expect(world.requests('/logs').filter(({ kind }) => kind === 'rest')).toHaveLength(1);
  });

  test('of a commit that was pushed over meanwhile is not told', async () => {
    const world = await createForgeWorld();
    const id = world.spawn();
    const opened = world.openFor(id);
    addCheckRun(world.host.state, opened, { name: 'test', conclusion: 'FAILURE', log: 'x' });
    // The host still shows the checks of the commit before.
    opened.rollupCommit = opened.headCommit;
    moveHead(world.host.state, opened, 'f'.repeat(40));
    opened.conflict = 'MERGEABLE';
    world.start();
    await world.advance(5 * MINUTE);
    expect([world.messages(id), world.pullRequestsOf(id)[0]?.snapshot?.checks.isForHead]).toEqual([[], false]);
    opened.rollupCommit = null;
    addCheckRun(world.host.state, opened, { name: 'test', conclusion: 'FAILURE', log: 'the new one' });
    await world.advance(3 * MINUTE);
    expect(world.messages(id).map(({ text }) => text.includes('the new one'))).toEqual([true]);
  });
});

describe('a review thread', () => {
  test('is read once for each change, told once, and its words are kept', async () => {
    const world = await createForgeWorld();
    const id = world.spawn();
    const opened = world.openFor(id);
    addThread(world.host.state, opened, { body: 'Please round half up.' });
    world.start();
    await world.advance(20 * MINUTE, 10_000);
    expect(world.messages(id).map(({ text }) => text.includes('Please round half up.'))).toEqual([true]);
    expect(world.requests('Threads').length).toBeLessThanOrEqual(2);
    expect(world.stores.pullRequests.threadsOf(world.id(opened))).toMatchObject([
      { comments: [{ body: { text: 'Please round half up.' } }] },
    ]);
  });
});

describe('what the host has to be asked for', () => {
  test('whether it conflicts is asked for once, and told when it is known', async () => {
    const world = await createForgeWorld();
    const id = world.spawn();
    const opened = world.openFor(id);
    Object.assign(opened, { conflict: 'UNKNOWN', conflictsWhenAsked: true });
    world.start();
    await world.advance(3 * MINUTE);
    expect(world.requests('/pulls/1')).toHaveLength(1);
    expect(world.messages(id).map(({ text }) => /conflict/i.test(text))).toEqual([true]);
  });

  test('a merge is seen though the listing says that nothing has changed', async () => {
    const world = await createForgeWorld();
    const id = world.spawn();
    const opened = world.openFor(id);
    addCheckRun(world.host.state, opened, { name: 'test' });
    world.start();
    await world.advance(2 * MINUTE);
    // No change of `updatedAt`: the listing is the same, to the byte.
    Object.assign(opened, { mergedAt: world.clock.now(), mergeCommit: 'e'.repeat(40) });
    const before = world.requests('/pulls?').length;
    opened.state = 'MERGED';
    await world.advance(6 * MINUTE);
    expect(world.pullRequestsOf(id)).toMatchObject([{ facts: { state: 'merged' } }]);
    expect(world.messages(id).map(({ text }) => /merged/i.test(text))).toEqual([true]);
    expect(world.requests('/pulls?').length).toBeGreaterThan(before);
    const polls = world.requests('PollPullRequests').length;
    await world.advance(HOUR, MINUTE);
    expect(world.requests('PollPullRequests').length).toBe(polls);
  });
});

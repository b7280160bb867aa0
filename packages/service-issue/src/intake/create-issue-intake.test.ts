import type { IssueIntakeConfig } from '@ao/domain';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createIssueWorld, type IssueWorld, SHOP } from '../__fixtures__/issue-world.ts';
import { SCOPE } from '../__fixtures__/fake-tracker.ts';

const MINUTE = 60_000;
const MINE = { assignees: [{ login: 'me', isBot: false }] };

/** Runs the intake until the test is over. */
function run(world: IssueWorld): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const running = world.intake.run(stopping.signal);
  async function stop(): Promise<void> {
    stopping.abort(new Error('the daemon stops'));
    await running;
  }
  onTestFinished(stop);
  return { stop };
}

function worldWith(intake: IssueIntakeConfig = { assignee: 'me' }): IssueWorld {
  return createIssueWorld({ intake });
}

/** What was taken in, in short, oldest first. */
const taken = ({ service }: IssueWorld) =>
  service
    .intake('shop')
    .entries.toReversed()
    .map(({ label, state, sessionId }) => `${label} ${state} ${sessionId}`);

describe('the intake of issues', () => {
  test('is off unless it is set', async () => {
    const world = createIssueWorld();
    world.addIssue(1, MINE);
    run(world);
    await world.clock.advance(10 * MINUTE);
    expect(world.tracker.asked).toEqual([]);
    expect(world.service.intake('shop')).toEqual({
      config: null,
      lastLookAt: null,
      nextLookAt: null,
      problem: null,
      openSessions: 0,
      entries: [],
    });
  });

  test('starts a session for each issue, oldest first, once ever, and says so', async () => {
    const world = worldWith({ assignee: 'me', labels: ['agent'], agent: 'codex' });
    world.addIssue(1, { ...MINE, labels: ['agent'] });
    world.addIssue(2, { ...MINE, labels: ['agent'], title: 'Cart\u001b[31m' });
    world.addIssue(3, MINE);
    run(world);
    await world.clock.advance(1_000);
    expect(world.tracker.queries[0]).toEqual({
      scope: SCOPE,
      state: 'open',
      assignee: 'me',
      labels: ['agent'],
      limit: 100,
      inBackground: true,
    });
    expect(world.started).toMatchObject([{ issueId: `${SCOPE}#1`, agent: 'codex' }, { issueId: `${SCOPE}#2` }]);
    expect(taken(world)).toEqual(['acme/shop#1 started shop-1', 'acme/shop#2 started shop-2']);
    expect(world.notices).toMatchObject([
      { kind: 'started', sessionId: 'shop-1', url: 'https://forge.test/acme/shop/issues/1' },
      { kind: 'started', sessionId: 'shop-2', text: 'shop-2 was started for the issue acme/shop#2: "Cart"' },
    ]);
    for (const id of ['shop-1', 'shop-2']) world.end(id);
    await world.clock.advance(60 * MINUTE);
    expect(world.started).toHaveLength(2);
  });

  test('says when a session has to wait in the queue', async () => {
    const world = worldWith();
    world.addIssue(1, MINE);
    world.queueStarts();
    run(world);
    await world.clock.advance(1_000);
    expect(world.notices).toMatchObject([{ text: 'shop-1 is queued for the issue acme/shop#1: "Issue 1"' }]);
  });

  test('looks once per interval, and notices changed settings', async () => {
    const world = worldWith({ assignee: 'me', everyMs: 10 * MINUTE });
    run(world);
    await world.clock.advance(21 * MINUTE);
    expect(world.tracker.queries).toHaveLength(3);
    expect(world.service.intake('shop')).toMatchObject({
      lastLookAt: world.clock.now() - MINUTE,
      nextLookAt: world.clock.now() + 9 * MINUTE,
    });
    world.setConfig({ intake: { assignee: 'ann', everyMs: 10 * MINUTE } });
    world.intake.settingsChanged();
    await world.clock.advance(1);
    expect(world.tracker.queries.map(({ assignee }) => assignee)).toEqual(['me', 'me', 'me', 'ann']);
    world.setConfig({});
    await world.clock.advance(60 * MINUTE);
    expect(world.tracker.queries).toHaveLength(4);
  });

  test('never looks more than once a minute', async () => {
    const world = worldWith({ assignee: 'me', everyMs: 1 });
    run(world);
    await world.clock.advance(3 * MINUTE + 1);
    expect(world.tracker.queries).toHaveLength(4);
  });

  test('keeps to its limit of open sessions, and goes on when one has ended', async () => {
    const world = worldWith({ assignee: 'me', limit: 2 });
    for (const number of [1, 2, 3, 4]) world.addIssue(number, MINE);
    run(world);
    await world.clock.advance(11 * MINUTE);
    expect(taken(world)).toEqual(['acme/shop#1 started shop-1', 'acme/shop#2 started shop-2']);
    expect(world.service.intake('shop').openSessions).toBe(2);
    world.end('shop-1');
    await world.clock.advance(5 * MINUTE);
    expect(taken(world).at(-1)).toBe('acme/shop#3 started shop-3');
  });

  test('leaves issues alone that had a session of a person, running or ended', async () => {
    const world = worldWith();
    for (const number of [1, 2]) world.addIssue(number, MINE);
    for (const issue of ['1', '2']) await world.service.spawn({ projectId: 'shop', issue });
    world.end('shop-2');
    run(world);
    await world.clock.advance(MINUTE);
    expect(taken(world)).toEqual(['acme/shop#1 present shop-1', 'acme/shop#2 present shop-2']);
    expect(world.started).toHaveLength(2);
    expect(world.notices).toEqual([]);
  });

  test('remembers what it took in across daemons', async () => {
    const world = worldWith();
    world.addIssue(1, MINE);
    const first = run(world);
    await world.clock.advance(1_000);
    await first.stop();
    expect(taken(world)).toEqual(['acme/shop#1 started shop-1']);
    world.end('shop-1');
    const next = world.restart();
    run(next);
    await next.clock.advance(MINUTE);
    expect(next.started).toEqual([]);
  });

  test('that was interrupted between the start and the note of it starts no second session', async () => {
    const world = worldWith();
    const issue = world.addIssue(1, MINE);
    await world.service.spawn({ projectId: 'shop', issue: '1' });
    const at = { createdAt: 1, updatedAt: 1, nextTryAt: null, message: null };
    world.stores.issueIntakes.put({
      projectId: SHOP,
      issueKey: issue.key,
      label: issue.label,
      title: '',
      state: 'claimed',
      sessionId: null,
      attempts: 1,
      ...at,
    });
    run(world);
    await world.clock.advance(MINUTE);
    expect(taken(world)).toEqual(['acme/shop#1 started shop-1']);
    expect(world.started).toHaveLength(1);
  });
});

describe('an intake that fails', () => {
  test('tries a start again after growing pauses, gives up, and tells people', async () => {
    const world = worldWith();
    for (const number of [1, 2]) world.addIssue(number, MINE);
    world.failStarts('GIT_FAILED');
    run(world);
    await world.clock.advance(MINUTE);
    expect(taken(world)).toEqual(['acme/shop#1 failed null']);
    await world.clock.advance(60 * MINUTE);
    const [second, first] = world.service.intake('shop').entries;
    expect(first).toMatchObject({ label: 'acme/shop#1', state: 'given_up', attempts: 3, message: 'It could not be started.' });
    expect(second).toMatchObject({ label: 'acme/shop#2' });
    expect(world.notices[0]).toMatchObject({
      kind: 'trouble',
      text: expect.stringContaining('acme/shop#1 of shop, tried 3 times: It could not be started.'),
    });
    world.failStarts(null);
    await world.clock.advance(24 * 60 * MINUTE);
    expect(taken(world)[0]).toBe('acme/shop#1 given_up null');
  });

  test('succeeds at a later attempt', async () => {
    const world = worldWith();
    world.addIssue(1, MINE);
    world.failStarts('AGENT_NOT_LOGGED_IN');
    run(world);
    await world.clock.advance(MINUTE);
    world.failStarts(null);
    await world.clock.advance(20 * MINUTE);
    expect(taken(world)).toEqual(['acme/shop#1 started shop-1']);
    expect(world.service.intake('shop').entries[0]).toMatchObject({ attempts: 2, message: null, nextTryAt: null });
  });

  test('to list asks less and less often, says why, and recovers', async () => {
    const world = worldWith();
    world.tracker.fail('FORGE_UNAVAILABLE');
    run(world);
    await world.clock.advance(60 * MINUTE);
    expect(world.tracker.queries.length).toBeLessThanOrEqual(5);
    expect(world.service.intake('shop').problem).toBe('It fails with FORGE_UNAVAILABLE.');
    expect(world.logger.lines.filter(({ level }) => level === 'warn')).toHaveLength(1);
    world.tracker.fail(null);
    world.addIssue(1, MINE);
    await world.clock.advance(61 * MINUTE);
    expect(world.service.intake('shop')).toMatchObject({ problem: null, entries: [{ state: 'started' }] });
  });

  test('by a limit of the code host waits as long as that says', async () => {
    const world = worldWith();
    world.tracker.fail('FORGE_RATE_LIMITED', { retryAt: world.clock.now() + 40 * MINUTE });
    run(world);
    await world.clock.advance(39 * MINUTE);
    expect(world.tracker.queries).toHaveLength(1);
    await world.clock.advance(2 * MINUTE);
    expect(world.tracker.queries).toHaveLength(2);
  });

  test('because nobody knows where the issues are says so', async () => {
    const world = worldWith();
    const [shop] = world.stores.projects.list();
    if (shop === undefined) throw new Error('no project');
    world.stores.projects.add({ ...shop, id: 'blog' as never, path: '/blog', originUrl: null });
    run(world);
    await world.clock.advance(MINUTE);
    expect(world.service.intake('blog').problem).toContain('it has no remote "origin"');
  });
});

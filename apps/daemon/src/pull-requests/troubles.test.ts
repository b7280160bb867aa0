import { addCheckRun, removeRepository, renameRepository } from '@ao/github-stand-in';
import { describe, expect, test } from 'vitest';
import { createForgeWorld, MINUTE } from './__fixtures__/forge-world.ts';

type World = Awaited<ReturnType<typeof createForgeWorld>>;

const failing = { name: 'test', conclusion: 'FAILURE', log: '##[error]it broke\n##[error]Process completed with exit code 1.\n' };
const sight = (world: World, observer: ReturnType<World['start']>['observer']) =>
  observer.view().hosts.find(({ host }) => host === world.host.host)?.sight;

describe('one of many', () => {
  test('that is gone hides none of the others, is kept, and comes back', async () => {
    const world = await createForgeWorld();
    const [gone, other] = [world.spawn(), world.spawn()];
    const opened = world.openFor(gone);
    const healthy = world.openFor(other);
    world.start();
    await world.advance(10_000);
    world.repository.pullRequests.delete(opened.number);
    addCheckRun(world.host.state, healthy, failing);
    await world.advance(10 * MINUTE);
    expect(world.pullRequestsOf(gone)).toMatchObject([{ facts: { state: 'open' }, blindness: { outcome: 'gone' } }]);
    expect(world.messages(other)).toHaveLength(1);
    world.repository.pullRequests.set(opened.number, opened);
    await world.advance(31 * MINUTE, 30_000);
    expect(world.pullRequestsOf(gone)).toMatchObject([{ blindness: null }]);
  });

  test('that is forbidden is told so, and asked for rarely', async () => {
    const world = await createForgeWorld();
    const id = world.spawn();
    const opened = world.openFor(id);
    const { observer } = world.start();
    await world.advance(10_000);
    const forbidden = { type: 'graphql_error', errorType: 'FORBIDDEN', message: 'Resource protected by SAML' } as const;
    world.host.faults.add({ on: 'graphql', effect: forbidden, times: 1_000 });
    await world.advance(10 * MINUTE);
    const asked = world.requests('PollPullRequests').length;
    expect(world.pullRequestsOf(id)).toMatchObject([{ blindness: { outcome: 'forbidden', message: expect.stringMatching(/SAML/) } }]);
    expect(observer.seenAt(world.id(opened))).not.toBeNull();
    await world.advance(30 * MINUTE, 30_000);
    expect(world.requests('PollPullRequests').length - asked).toBeLessThanOrEqual(3);
  });
});

describe('a host', () => {
  test('that stumbles once is asked again, and nobody hears of it', async () => {
    const world = await createForgeWorld();
    const id = world.spawn();
    addCheckRun(world.host.state, world.openFor(id), failing);
    world.host.faults.add({ on: 'graphql', effect: { type: 'status', status: 502, body: '<html>' }, times: 2 });
    world.start();
    await world.advance(3 * MINUTE);
    expect([world.messages(id).length, world.pullRequestsOf(id)[0]?.blindness]).toEqual([1, null]);
  });

  test('whose limit is used up is left alone until the hour is over; then everything goes on', async () => {
    const world = await createForgeWorld();
    const id = world.spawn();
    const opened = world.openFor(id);
    const { observer } = world.start();
    await world.advance(10_000);
    world.host.faults.add({ on: 'graphql', effect: { type: 'primary_limit', resetInSeconds: 1_800 } });
    await world.advance(5 * MINUTE);
    const asked = world.host.usage.requests.length;
    expect(observer.view().hosts).toMatchObject([{ sight: 'limited', until: expect.any(Number), message: expect.stringMatching(/limit/) }]);
    addCheckRun(world.host.state, opened, failing);
    await world.advance(20 * MINUTE, 30_000);
    expect(world.host.usage.requests.length).toBe(asked);
    await world.advance(15 * MINUTE, 30_000);
    expect([sight(world, observer), world.messages(id).length]).toEqual(['seeing', 1]);
    expect(world.raised.filter(({ kind }) => kind === 'trouble')).toEqual([]);
  });

  test('that says too many came at once gets its rest', async () => {
    const world = await createForgeWorld();
    world.openFor(world.spawn());
    world.start();
    await world.advance(10_000);
    world.host.faults.add({ on: 'graphql', effect: { type: 'secondary_limit', retryAfter: '600' } });
    await world.advance(4 * MINUTE);
    const asked = world.host.usage.requests.length;
    await world.advance(5 * MINUTE);
    expect(world.host.usage.requests.length).toBe(asked);
    await world.advance(5 * MINUTE);
    expect(world.host.usage.requests.length).toBeGreaterThan(asked);
  });

  test('of which little is left is asked less often', async () => {
    const looks = async (used: number): Promise<number> => {
      const world = await createForgeWorld();
      addCheckRun(world.host.state, world.openFor(world.spawn()), { name: 'test', status: 'IN_PROGRESS' });
      world.host.account().used.graphql = used;
      world.start();
      await world.advance(20 * MINUTE, 10_000);
      return world.requests('PollPullRequests').length;
    };
    const [plenty, little] = [await looks(0), await looks(3_700)];
    expect(plenty).toBeGreaterThan(35);
    expect(little).toBeLessThan(plenty / 3);
    expect(little).toBeGreaterThan(2);
  });
});

describe('a token', () => {
  test('that is missing is told once, and everything else goes on; when it appears, so does the rest', async () => {
    const world = await createForgeWorld({ tokens: {} });
    const id = world.spawn();
    addCheckRun(world.host.state, world.openFor(id), failing);
    const { observer } = world.start();
    await world.advance(30 * MINUTE, 30_000);
    expect(world.host.usage.requests).toEqual([]);
    expect(world.raised).toMatchObject([{ kind: 'trouble', text: expect.stringMatching(/token/) }]);
    expect(world.logger.lines.filter(({ level }) => level === 'warn')).toHaveLength(1);
    expect(sight(world, observer)).toBe('no_token');
    world.env['AO_GITHUB_ENTERPRISE_TOKEN'] = world.host.token;
    await world.advance(4 * MINUTE);
    expect([sight(world, observer), world.messages(id).length]).toEqual(['seeing', 1]);
    expect(world.withdrawn).toContain(world.raised[0]?.key);
  });

  test('that is revoked is told once; another one is taken up', async () => {
    const world = await createForgeWorld();
    const id = world.spawn();
    const opened = world.openFor(id);
    const { observer } = world.start();
    await world.advance(10_000);
    world.host.revokeToken(world.host.token);
    await world.advance(10 * MINUTE);
    expect(['refused', 'no_token']).toContain(sight(world, observer));
    expect(world.raised.length).toBeLessThanOrEqual(2);
    expect(world.pullRequestsOf(id)).toMatchObject([{ blindness: { outcome: 'unknown' } }]);
    addCheckRun(world.host.state, opened, failing);
    world.host.addToken('another');
    world.env['AO_GITHUB_ENTERPRISE_TOKEN'] = 'another';
    await world.advance(20 * MINUTE, 10_000);
    expect([sight(world, observer), world.messages(id).length, world.pullRequestsOf(id)[0]?.blindness]).toEqual(['seeing', 1, null]);
  });
});

describe('a repository', () => {
  test('that was renamed is followed: old and new pull requests belong to their sessions', async () => {
    const world = await createForgeWorld();
    const [first, second] = [world.spawn(), world.spawn()];
    world.openFor(first);
    const { observer } = world.start();
    await world.advance(10_000);
    renameRepository(world.host.state, world.repository, { name: 'store' });
    world.openFor(second);
    await world.advance(5 * MINUTE);
    expect(world.pullRequestsOf(first)).toMatchObject([{ repository: { name: 'store' }, blindness: null }]);
    expect(world.pullRequestsOf(second)).toMatchObject([{ repository: { name: 'store' } }]);
    expect(observer.view().repositories).toMatchObject([{ problem: null }]);
  });

  test.each([
    ['was deleted', (world: World) => removeRepository(world.host.state, world.repository)],
    ['was made private', (world: World) => void Object.assign(world.repository, { visibleTo: [] })],
  ])('that %s is told in the view, and nothing that is known is lost', async (_name, happen) => {
    const world = await createForgeWorld();
    const id = world.spawn();
    world.openFor(id);
    const { observer } = world.start();
    await world.advance(10_000);
    happen(world);
    await world.advance(15 * MINUTE, 10_000);
    expect(observer.view().repositories).toMatchObject([{ problem: { outcome: 'gone' } }]);
    expect(world.pullRequestsOf(id)).toMatchObject([{ facts: { state: 'open' }, blindness: { outcome: 'gone' } }]);
  });
});

import { createRecordingLogger } from '@ao/testing';
import { describe, expect, test } from 'vitest';
import type { PushTarget } from '@ao/ports';
import { createObservedWorld, MINUTE } from '../__fixtures__/observed-world.ts';
import { createWatchedSessions } from './watched-session.ts';

const DAY = 24 * 60 * MINUTE;

function setUp(options: Parameters<typeof createObservedWorld>[0] = {}) {
  const world = createObservedWorld(options);
  const asked: (string | null)[] = [];
  let target: PushTarget | Error = { url: 'git@github.com:acme/shop.git' };
  const watched = createWatchedSessions({
    stores: world.stores,
    scm: world.scm,
    workspace: {
      pushTarget({ branch }) {
        asked.push(branch);
        return target instanceof Error ? Promise.reject(target) : Promise.resolve(target);
      },
    },
    clock: world.clock,
    logger: createRecordingLogger(),
  });
  const list = async () =>
    (await watched.list(new AbortController().signal)).map(
      ({ record, repository, sourceRepository }) => `${record.id}: ${repository.owner} from ${sourceRepository.owner}`,
    );
  return { ...world, watched, asked, list, pushesTo: (next: PushTarget | Error) => void (target = next) };
}

describe('sessions that may have pull requests', () => {
  test('are those of projects at a host that is known', async () => {
    const world = setUp();
    world.spawn();
    expect(await world.list()).toEqual(['shop-1: acme from acme']);
    const elsewhere = setUp({ originUrl: 'https://example.org/acme/shop.git' });
    elsewhere.spawn();
    expect([await elsewhere.list(), elsewhere.asked]).toEqual([[], []]);
  });

  test('of a project without a remote have got one since', async () => {
    const world = setUp({ originUrl: null });
    world.spawn();
    expect(await world.list()).toEqual(['shop-1: acme from acme']);
  });

  test('are not those that wait, or never came to life, or ended long ago', async () => {
    const world = setUp();
    const [ended, failed] = [world.spawn(), world.spawn()];
    world.end(ended);
    world.stores.sessions.updateFacts(failed, (facts) => ({
      ...facts,
      phase: 'ended',
      end: { at: world.clock.now(), reason: 'spawn_failed', message: null },
    }));
    expect(await world.list()).toEqual([`${ended}: acme from acme`]);
    await world.clock.advance(15 * DAY);
    expect(await world.list()).toEqual([]);
  });

  test('push where their branch is pushed to; what lies at another host does not count', async () => {
    const world = setUp();
    world.spawn();
    world.pushesTo({ url: 'https://github.com/ana/shop' });
    expect(await world.list()).toEqual(['shop-1: acme from ana']);
    const other = setUp();
    other.spawn();
    other.pushesTo({ url: 'https://example.org/ana/shop' });
    expect(await other.list()).toEqual(['shop-1: acme from acme']);
    const broken = setUp();
    broken.spawn();
    broken.pushesTo(new Error('no such folder'));
    expect(await broken.list()).toEqual(['shop-1: acme from acme']);
  });
});

describe('remotes', () => {
  test('are looked up every ten minutes, or when somebody says so', async () => {
    const world = setUp();
    const id = world.spawn();
    for (let time = 0; time < 3; time += 1) await world.list();
    expect(world.asked).toHaveLength(1);
    world.watched.forget(id);
    await world.list();
    await world.clock.advance(11 * MINUTE);
    await world.list();
    expect(world.asked).toHaveLength(3);
  });

  test('of sessions that ended are looked up once for all of a repository', async () => {
    const world = setUp();
    for (let count = 0; count < 20; count += 1) world.end(world.spawn());
    expect(await world.list()).toHaveLength(20);
    expect(world.asked).toEqual([null]);
  });
});

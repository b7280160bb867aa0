import { describe, expect, test } from 'vitest';
import { createTestService } from '../../test/service-on-world.ts';
import { createOrchestratorService } from './create-orchestrator-service.ts';
import { createTurns } from './turns.ts';

function setUp(limits?: { readonly maxRunning: number | null }) {
  const base = createTestService(() => ({}), limits);
  const { stores } = base.process;
  const orchestrators = createOrchestratorService({ stores, sessions: base.service });
  const start = (request: Partial<Parameters<typeof orchestrators.start>[0]> = {}) =>
    base.finish(orchestrators.start({ projectId: 'shop', ...request }));
  return { ...base, stores: base.world.stores, orchestrators, start };
}

describe('the orchestrator of a project', () => {
  test('is started with a worktree of its own, without a prompt', async () => {
    const { start } = setUp();
    expect(await start()).toMatchObject({
      started: true,
      replaced: null,
      session: { id: 'shop-1', kind: 'orchestrator', prompt: null, workspace: { state: 'present', branch: 'ao/shop-1/orchestrator' } },
    });
  });

  test('is one, however often and at once it is asked for', async () => {
    const { orchestrators, start, finish, stores } = setUp();
    const all = await finish(Promise.all(Array.from({ length: 8 }, () => orchestrators.start({ projectId: 'shop' }))));
    expect(new Set(all.map(({ session }) => session.id))).toEqual(new Set(['shop-1']));
    expect(all.filter(({ started }) => started)).toHaveLength(1);
    expect((await start({ prompt: 'Begin' })).notices).toEqual([expect.stringContaining('the prompt was not sent')]);
    expect(stores.sessions.list()).toHaveLength(1);
  });

  test('cannot be doubled by starting a session of that kind, or by bringing an earlier one back', async () => {
    const { service, start, finish } = setUp();
    await start();
    await expect(finish(service.spawn({ projectId: 'shop', kind: 'orchestrator' }))).rejects.toMatchObject({ code: 'ORCHESTRATOR_EXISTS' });
    await start({ clean: true });
    await expect(finish(service.restore('shop-1'))).rejects.toMatchObject({ code: 'ORCHESTRATOR_EXISTS' });
    expect(service.list({}).map(({ id }) => id)).toEqual(['shop-3']);
  });

  test('that has ended comes back with its conversation', async () => {
    const { start, finish, service } = setUp();
    const { session } = await start();
    await finish(service.kill(session.id, {}));
    expect(await start()).toMatchObject({ started: true, session: { id: session.id, launch: { attempt: 2 } } });
  });

  test('is started anew when that was wished, and the old one is ended', async () => {
    const { start, orchestrators } = setUp();
    await start();
    expect(await start({ clean: true })).toMatchObject({ started: true, replaced: 'shop-1', session: { id: 'shop-2' } });
    expect(orchestrators.list({ projectId: 'shop' }).map(({ id }) => id)).toEqual(['shop-2']);
    expect(orchestrators.list({ includeEnded: true })).toHaveLength(2);
  });

  test.each([{ prompt: 'Begin' }, { model: 'large' }])('is a new one for %j, also when there was one before', async (wish) => {
    const { start, finish, service } = setUp();
    await finish(service.kill((await start()).session.id, {}));
    expect(await start(wish)).toMatchObject({ session: { id: 'shop-2', ...wish } });
  });

  test('takes agent and model from its own settings, then from the project', async () => {
    const { start, stores } = setUp();
    stores.projects.setConfig('shop' as never, { model: 'small', orchestrator: { model: 'large' } });
    expect(await start()).toMatchObject({ session: { model: 'large' } });
  });

  test('of an unknown project is refused', async () => {
    const { orchestrators } = setUp();
    await expect(orchestrators.start({ projectId: 'nothing' })).rejects.toMatchObject({ code: 'PROJECT_NOT_FOUND' });
  });
});

describe('a task for the orchestrator', () => {
  const sender = { kind: 'person' } as const;

  test('starts it when there is none, and reaches it as a message', async () => {
    const { orchestrators, finish } = setUp();
    const delegate = () => finish(orchestrators.delegate({ projectId: 'shop', text: 'Ship it', id: 'm-1', sender }));
    expect(await delegate()).toMatchObject({
      started: true,
      session: { id: 'shop-1' },
      message: { id: 'm-1', sessionId: 'shop-1', text: 'Ship it', sender },
    });
    expect(await delegate()).toMatchObject({ started: false, message: { id: 'm-1' } });
  });

  test('waits in its outbox while it waits for a place itself', async () => {
    const { orchestrators, finish, spawn } = setUp({ maxRunning: 1 });
    await spawn();
    const { session, message } = await finish(orchestrators.delegate({ projectId: 'shop', text: 'Ship it', sender }));
    expect([session.status, message.state]).toEqual(['queued', 'queued']);
  });

  test('that cannot be sent starts nothing', async () => {
    const { orchestrators, stores } = setUp();
    await expect(orchestrators.delegate({ projectId: 'shop', text: ' ', sender })).rejects.toMatchObject({ code: 'MESSAGE_EMPTY' });
    await expect(orchestrators.delegate({ projectId: 'shop', text: 'x', id: 'a b', sender })).rejects.toMatchObject({
      code: 'MESSAGE_ID_INVALID',
    });
    expect(stores.sessions.list()).toEqual([]);
  });
});

test('work under one key is done in order, a failure does not stop the next, and other keys do not wait', async () => {
  const turns = createTurns<string>();
  const done: string[] = [];
  const first = Promise.withResolvers<void>();
  const one = turns.take('a', () => first.promise.then(() => done.push('one')));
  const two = turns.take('a', () => Promise.reject(new Error('two')));
  const three = turns.take('a', async () => done.push('three'));
  await turns.take('b', async () => done.push('other'));
  first.resolve();
  await one;
  await expect(two).rejects.toThrow('two');
  await three;
  expect(done).toEqual(['other', 'one', 'three']);
});

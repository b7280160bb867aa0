import { AoError } from '@ao/domain';
import { describe, expect, test } from 'vitest';
import { createTestService, serviceOn } from '../../test/service-on-world.ts';

const request = { projectId: 'shop', prompt: 'Fix it', idempotencyKey: 'k-1' };

describe('a spawn with a key', () => {
  test('sent twice is one session', async () => {
    const { world, service, finish } = createTestService();
    const first = await finish(service.spawn(request));
    const second = await finish(service.spawn({ ...request }));
    expect(second.session.id).toBe(first.session.id);
    expect(world.stores.sessions.list()).toHaveLength(1);
  });

  test('sent twice at the same time is one session', async () => {
    const { world, service, finish } = createTestService();
    const both = await finish(Promise.all([service.spawn(request), service.spawn(request)]));
    expect(both.map(({ session }) => session.id)).toEqual(['shop-1', 'shop-1']);
    expect(world.stores.sessions.list()).toHaveLength(1);
  });

  test.each([{ prompt: 'Fix something else' }, { agent: 'forgetful' }, { branch: 'x' }])(
    'used for another request (%j) is refused',
    async (changes) => {
      const { service, finish } = createTestService();
      await finish(service.spawn(request));
      await expect(service.spawn({ ...request, ...changes })).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
    },
  );

  test('is remembered by the next daemon', async () => {
    const { world, service, process, finish } = createTestService();
    await finish(service.spawn(request));
    process.life.crash();
    const next = serviceOn(world);
    expect((await next.finish(next.service.spawn(request))).session.id).toBe('shop-1');
  });

  test('that failed may be tried again', async () => {
    const { world, service, finish } = createTestService();
    world.faults.inject('runtime.create', { type: 'fail', error: new AoError('RUNTIME_CREATE_FAILED') });
    await expect(finish(service.spawn(request))).rejects.toMatchObject({ code: 'RUNTIME_CREATE_FAILED' });
    expect((await finish(service.spawn(request))).session).toMatchObject({ id: 'shop-2', phase: 'live' });
    expect((await finish(service.spawn(request))).session.id).toBe('shop-2');
  });

  test('that was refused before anything was written may be used again', async () => {
    const { service, finish } = createTestService();
    await expect(finish(service.spawn({ ...request, agent: 'nobody' }))).rejects.toMatchObject({ code: 'UNKNOWN_AGENT' });
    expect((await finish(service.spawn(request))).session.id).toBe('shop-1');
  });

  test('reads its task once, and is recognised though the task has changed', async () => {
    const { world, service, finish } = createTestService();
    let read = 0;
    const task = async () => ({ prompt: `Fix it, version ${(read += 1)}`, displayName: 'Crash on start', notices: ['read'] });
    const spawn = () => finish(service.spawn({ projectId: 'shop', issueId: 'github.com/acme/shop#1', idempotencyKey: 'k-1' }, task));
    const first = await spawn();
    expect(first.notices).toEqual(['read']);
    expect(first.session).toMatchObject({ prompt: 'Fix it, version 1', displayName: 'Crash on start', issueId: 'github.com/acme/shop#1' });
    expect((await spawn()).session.id).toBe(first.session.id);
    expect([read, world.stores.sessions.list().length]).toEqual([1, 1]);
  });

  test('whose task cannot be read creates nothing, and may be tried again', async () => {
    const { world, service, finish } = createTestService();
    const failing = () => Promise.reject(new AoError('ISSUE_NOT_FOUND'));
    await expect(finish(service.spawn(request, failing))).rejects.toMatchObject({ code: 'ISSUE_NOT_FOUND' });
    expect(world.stores.sessions.list()).toEqual([]);
    expect((await finish(service.spawn(request))).session.id).toBe('shop-1');
  });

  test('whose daemon died in the middle is answered when its successor has settled it', async () => {
    const { world, service, process } = createTestService();
    world.faults.inject('runtime.create', { type: 'late', delayMs: 1_000 });
    void service.spawn(request).catch(() => undefined);
    while (process.life.points.at(-1) !== 'before runtime.create') await world.clock.advance(1);
    process.life.crash();
    await world.clock.advance(2_000);
    const next = serviceOn(world);
    const asking = next.service.spawn(request);
    await next.finish(next.manager.reconcile(new AbortController().signal));
    expect((await next.finish(asking)).session).toMatchObject({ id: 'shop-1', phase: 'live' });
  });
});

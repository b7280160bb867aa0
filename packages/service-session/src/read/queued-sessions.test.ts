import { describe, expect, test } from 'vitest';
import { createTestService } from '../../test/service-on-world.ts';
import type { SessionServiceOptions } from '../session-service-options.ts';

const request = { projectId: 'shop', prompt: 'Fix it' };
const never = new AbortController().signal;

describe('a session that waits for a place', () => {
  const waiting = async () => {
    const test = createTestService(() => ({}), { maxRunning: 1 });
    await test.finish(test.manager.reconcile(never));
    await test.finish(test.service.spawn(request));
    const answer = await test.finish(test.service.spawn({ ...request, idempotencyKey: 'k-1' }));
    return { ...test, answer };
  };

  test('shows its place, why it waits, and what would start it', async () => {
    const { service, answer } = await waiting();
    expect(answer.session).toMatchObject({
      status: 'queued',
      isTerminated: false,
      queue: { position: 1, heldBy: 'machine_limit', text: '1 of 1 sessions run (AO_MAX_RUNNING).' },
      reason: { rule: 'queued_machine_limit', text: expect.stringContaining('place 1: 1 of 1 sessions run'), nextStep: expect.any(String) },
    });
    expect(service.list({})).toMatchObject([
      { id: 'shop-1', queue: null },
      { id: 'shop-2', queue: { position: 1 } },
    ]);
    const { evidence, operations } = await service.explain('shop-2');
    expect(evidence[0]).toMatchObject({ name: 'queue', value: 'place 1: 1 of 1 sessions run (AO_MAX_RUNNING).' });
    expect(operations).toMatchObject([{ kind: 'spawn', state: 'open' }]);
  });

  test('that was restored has no command that attaches to its old terminal', async () => {
    const { service, finish, answer } = await waiting();
    await finish(service.kill(answer.session.id, {}));
    await finish(service.kill('shop-1', {}));
    await finish(service.spawn(request));
    expect((await finish(service.restore('shop-1'))).session).toMatchObject({ status: 'queued' });
    await expect(service.attachCommand('shop-1')).rejects.toMatchObject({
      code: 'SESSION_HAS_NO_TERMINAL',
      message: 'shop-1 is queued and has no terminal yet. Wait for it with `ao wait shop-1`.',
    });
  });

  test('is answered again to the same key, at once, while it waits and when it runs', async () => {
    const { world, service, finish, answer } = await waiting();
    const again = () => finish(service.spawn({ ...request, idempotencyKey: 'k-1' }));
    expect((await again()).session).toMatchObject({ id: answer.session.id, status: 'queued' });
    await finish(service.kill('shop-1', {}));
    await world.clock.advance(10_000);
    expect((await again()).session).toMatchObject({ id: answer.session.id, phase: 'live', queue: null });
    expect(world.stores.sessions.list()).toHaveLength(2);
  });

  test('can be waited for: it is working only after it has been started', async () => {
    const { world, service, finish, signal } = await waiting();
    const working = service.wait('shop-2', ['working', 'needs_input'], never);
    await finish(service.kill('shop-1', {}));
    await world.clock.advance(10_000);
    signal('shop-2' as never, 'active');
    expect(await finish(working)).toMatchObject({ id: 'shop-2', status: 'working' });
  });

  test('keeps what is said to it for when it runs', async () => {
    const { service } = await waiting();
    expect(service.send({ sessionId: 'shop-2', text: 'And the other one', sender: { kind: 'person' } })).toMatchObject({ state: 'queued' });
    expect(service.get('shop-2').openMessages).toBe(1);
  });

  test('is refused instead when it must not wait', async () => {
    const { service, finish } = await waiting();
    await expect(finish(service.spawn({ ...request, queue: false }))).rejects.toMatchObject({ code: 'SESSION_LIMIT_REACHED' });
    await finish(service.kill('shop-2', {}));
    await expect(finish(service.restore('shop-2', { queue: false }))).rejects.toMatchObject({ code: 'SESSION_NOT_RESTORABLE' });
  });
});

describe('what sessions use', () => {
  const measured = { cpuPercent: 3, windowMs: 2_000, memoryBytes: 5, processes: 2, measuredAt: 1 };

  test('is measured for those that run', async () => {
    const asked: string[] = [];
    const accounting: SessionServiceOptions['accounting'] = {
      async measure(sessions) {
        asked.push(...sessions.map(({ sessionId }) => sessionId));
        return new Map(sessions.map(({ sessionId }) => [sessionId, measured]));
      },
    };
    const { service, finish } = createTestService(() => ({ accounting }));
    for (let count = 0; count < 2; count += 1) await finish(service.spawn(request));
    await finish(service.kill('shop-1', {}));
    const views = await service.withResources(service.list({ includeEnded: true }));
    expect(views.map(({ resources }) => resources)).toEqual([null, measured]);
    expect(asked).toEqual(['shop-2']);
  });

  test('is unknown where nobody can measure', async () => {
    const { service, finish } = createTestService();
    await finish(service.spawn(request));
    expect((await service.withResources(service.list({})))[0]?.resources).toBeNull();
  });
});

import type { MessageId } from '@ao/domain';
import { describe, expect, test } from 'vitest';
import { createTestService } from '../../test/service-on-world.ts';
import type { WaitCondition } from '../session-service.ts';

const never = new AbortController().signal;

describe('waiting', () => {
  test('ends at once when a condition holds already', async () => {
    const { service, spawn, signal } = createTestService();
    const id = await spawn();
    signal(id, 'idle');
    expect(await service.wait(id, ['working', 'idle'], never)).toMatchObject({ status: 'idle' });
  });

  test.each([
    ['idle', 'idle'],
    ['idle', 'done'],
    ['blocked', 'blocked'],
    ['waiting_input', 'needs_input'],
    ['active', 'working'],
  ] as const)('ends the moment the agent is %s, for %s', async (state, condition) => {
    const { world, service, spawn, signal } = createTestService();
    const id = await spawn();
    const waiting = service.wait(id, [condition], never);
    signal(id, state);
    await world.clock.advance(0);
    expect((await waiting).activity.state).toBe(state);
  });

  test.each(['idle', 'done'] as const)(
    'for %s goes on while a prompt is on its way to an agent that is idle for the moment',
    async (condition) => {
      const { world, process, service, spawn, signal } = createTestService();
      const id = await spawn();
      signal(id, 'idle');
      const { stores, clock } = process;
      const receipt = { state: 'queued', at: clock.now(), evidence: 'stored', screen: null } as const;
      const message = { id: 'm-1' as MessageId, sessionId: id, text: 'go on', sender: { kind: 'person' }, urgent: false } as const;
      stores.messages.enqueue({ ...message, isFirstPrompt: false, createdAt: clock.now(), receipt });
      let status: string | null = null;
      void service.wait(id, [condition], never).then((view) => (status = view.status));
      await world.clock.advance(1_000);
      expect(status).toBeNull();
      signal(id, 'active');
      stores.messages.advance(message.id, ['queued'], { receipt: { ...receipt, state: 'acknowledged' } });
      await world.clock.advance(1_000);
      expect(status).toBeNull();
      signal(id, 'idle');
      await world.clock.advance(0);
      expect(status).toBe('idle');
    },
  );

  test('is told of the end of the session', async () => {
    const { service, spawn, finish } = createTestService();
    const id = await spawn();
    const waiting = service.wait(id, ['ended'], never);
    await finish(service.kill(id, {}));
    expect(await finish(waiting)).toMatchObject({ status: 'terminated', isTerminated: true });
  });

  test('notices what only time changes, at that time', async () => {
    const { world, service, spawn } = createTestService();
    const id = await spawn();
    let status: string | null = null;
    void service.wait(id, ['unknown', 'no_signal'], never).then((view) => (status = view.status));
    await world.clock.advance(59_000);
    expect(status).toBeNull();
    await world.clock.advance(2_000);
    expect(status).toBe('unknown');
  });

  test('gives up when told to, and says how things stand', async () => {
    const { world, service, spawn, signal } = createTestService();
    const id = await spawn();
    signal(id, 'active');
    const abort = new AbortController();
    const waiting = service.wait(id, ['idle'], abort.signal);
    abort.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'WAIT_TIMEOUT', details: { sessionId: id, status: 'working' } });
    await expect(service.wait(id, ['idle'], abort.signal)).rejects.toMatchObject({ code: 'WAIT_TIMEOUT' });
    expect(world.clock.pendingTimers()).toBe(0);
  });

  test.each([[['idle']], [['working', 'pr_open']]] satisfies [WaitCondition[]][])(
    'for %j ends when the session does: it cannot come true any more',
    async (until) => {
      const { service, spawn, finish } = createTestService();
      const id = await spawn();
      const waiting = service.wait(id, until, never).catch((thrown: unknown) => thrown);
      await finish(service.kill(id, {}));
      expect(await finish(waiting)).toMatchObject({ code: 'SESSION_ENDED', details: { sessionId: id } });
    },
  );

  test('for the merge of a pull request goes on after the end of the session', async () => {
    const { world, service, spawn, finish } = createTestService();
    const id = await spawn();
    const facts = {
      id: 'p',
      sessionId: id,
      url: 'u',
      number: 1,
      title: 't',
      ci: 'passing',
      review: 'approved',
      mergeability: 'mergeable',
    } as const;
    const rest = {
      unresolvedThreads: 0,
      sourceBranch: 'a',
      targetBranch: 'main',
      headCommit: 'c',
      note: null,
      updatedAt: 1,
      observedAt: 1,
    };
    world.stores.pullRequests.upsert({ ...facts, ...rest, state: 'open' });
    await finish(service.kill(id, {}));
    const waiting = service.wait(id, ['merged'], never);
    world.stores.pullRequests.upsert({ ...facts, ...rest, state: 'merged' });
    expect(await finish(waiting)).toMatchObject({ status: 'merged' });
  });

  test('of an unknown session is an error', async () => {
    const { service } = createTestService();
    await expect(service.wait('shop-9', ['idle'], never)).rejects.toMatchObject({ code: 'SESSION_NOT_FOUND' });
  });
});

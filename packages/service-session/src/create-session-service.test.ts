import type { PullRequestFacts, RuntimeHandle, SessionId } from '@ao/domain';
import { describe, expect, test } from 'vitest';
import { countingStores, createTestService } from '../test/service-on-world.ts';

function pullRequest(sessionId: SessionId, changes: Partial<PullRequestFacts> = {}): PullRequestFacts {
  const facts = { sessionId, url: 'https://example.test/1', number: 1, title: 'A', state: 'open', ci: 'failing', review: 'none' } as const;
  const rest = {
    mergeability: 'unknown',
    unresolvedThreads: 0,
    sourceBranch: 'a',
    targetBranch: 'main',
    headCommit: 'c',
    note: null,
  } as const;
  return { id: `example.test:${sessionId}`, ...facts, ...rest, updatedAt: 1, observedAt: 1, ...changes };
}

describe('a session as clients see it', () => {
  test('has the status derived from its facts, with the reason', async () => {
    const { service, spawn, signal } = createTestService();
    const id = await spawn('Fix it');
    expect(service.get(id)).toMatchObject({ status: 'starting', isTerminated: false, openMessages: 1, needs: null });
    signal(id, 'active');
    expect(service.get(id)).toMatchObject({ status: 'working', reason: { rule: 'activity_active' } });
  });

  test('says what the person is asked', async () => {
    const { service, spawn, signal } = createTestService();
    const id = await spawn();
    signal(id, 'blocked', 'allow Bash: npm test?');
    expect(service.get(id)).toMatchObject({ status: 'needs_input', needs: 'allow Bash: npm test?' });
    signal(id, 'waiting_input');
    expect(service.get(id).needs).toContain('asks something');
  });

  test('has its pull requests', async () => {
    const { world, service, spawn, signal } = createTestService();
    const id = await spawn();
    signal(id, 'idle');
    world.stores.pullRequests.upsert(pullRequest(id));
    expect(service.get(id)).toMatchObject({ status: 'ci_failed', pullRequests: [{ number: 1 }] });
  });

  test.each([
    ['shop', 'INVALID_SESSION_ID'],
    ['../etc', 'INVALID_SESSION_ID'],
    ['shop-99', 'SESSION_NOT_FOUND'],
  ])('does not exist as %s', (id, code) => {
    const { service } = createTestService();
    expect(() => service.get(id)).toThrow(expect.objectContaining({ code }));
  });
});

describe('the list', () => {
  test('has the sessions that have not ended, or all', async () => {
    const { service, spawn, finish } = createTestService();
    const ids = [await spawn(), await spawn(), await spawn()];
    await finish(service.kill('shop-2', {}));
    expect(service.list({}).map(({ id }) => id)).toEqual(['shop-1', 'shop-3']);
    expect(service.list({ includeEnded: true }).map(({ id }) => id)).toEqual(ids);
    expect(service.list({ projectId: 'shop' })).toHaveLength(2);
    expect(() => service.list({ projectId: 'nowhere' })).toThrow(expect.objectContaining({ code: 'PROJECT_NOT_FOUND' }));
    expect(() => service.list({ projectId: 'No Where' })).toThrow(expect.objectContaining({ code: 'INVALID_PROJECT_ID' }));
  });

  test('no command attaches to a terminal that has ended', async () => {
    const { service, spawn, finish } = createTestService();
    const id = await spawn();
    expect(await service.attachCommand(id)).toBeNull();
    await finish(service.kill(id, {}));
    await expect(service.attachCommand(id)).rejects.toMatchObject({
      code: 'SESSION_ENDED',
      message: 'shop-1 has ended. Its words: `ao output shop-1`. Bring it back with `ao session restore shop-1`.',
    });
  });

  test('names those that were lost with their worktree there, until they are back or cleaned up', async () => {
    const { world, service, lifecycle, spawn, finish } = createTestService();
    const ids = [await spawn(), await spawn(), await spawn()];
    await finish(service.kill('shop-3', {}));
    for (const id of ids.slice(0, 2)) {
      const handle = world.stores.sessions.get(id)?.launch?.handle as RuntimeHandle;
      const exit = { at: world.clock.now(), code: null, signal: null, evidence: 'boot_changed' } as const;
      lifecycle.observe(id, { type: 'runtime_probe', at: exit.at, handle, probe: { state: 'dead', exit, lastOutputAt: null } });
    }
    expect(service.lost()).toEqual(['shop-1', 'shop-2']);
    expect(service.lost('shop')).toEqual(['shop-1', 'shop-2']);
    await finish(service.restore('shop-1'));
    await finish(service.cleanup({ sessionIds: ['shop-2'], execute: true, save: false }));
    expect(service.lost()).toEqual([]);
    expect(() => service.lost('nowhere')).toThrow(expect.objectContaining({ code: 'PROJECT_NOT_FOUND' }));
  });

  test('costs as much for twenty sessions as for one', async () => {
    let reads = () => 0;
    const { service, spawn } = createTestService((process) => {
      const counting = countingStores(process.stores);
      reads = counting.reads;
      return { stores: counting.stores };
    });
    await spawn();
    const cost = () => {
      const before = reads();
      service.list({});
      return reads() - before;
    };
    const forOne = cost();
    for (let count = 0; count < 19; count += 1) await spawn();
    expect(service.list({})).toHaveLength(20);
    expect(cost()).toBe(forOne);
    expect(forOne).toBe(3);
  });
});

describe('commands', () => {
  test('rename to one visible line', async () => {
    const { service, spawn } = createTestService();
    const id = await spawn();
    expect(service.rename(id, '  Health\n check \u001b[31m ').displayName).toBe('Health check');
    expect(() => service.rename(id, ' \u0007 ')).toThrow(expect.objectContaining({ code: 'DISPLAY_NAME_REQUIRED' }));
    expect(() => service.rename(id, 'x'.repeat(201))).toThrow(expect.objectContaining({ code: 'INVALID_REQUEST' }));
  });

  test('kill, clean up, undo and restore answer the session as it is then', async () => {
    const { world, service, spawn, finish } = createTestService();
    const id = await spawn();
    world.doWork(id, 'cart.ts');
    expect(await finish(service.kill(id, {}))).toMatchObject({ session: { status: 'terminated' }, dirtyFiles: 1, worktreeRemoved: false });
    const [item] = await finish(service.cleanup({ execute: true, save: true, sessionIds: [id] }));
    expect(item).toMatchObject({ sessionId: id, result: { removed: true, rescueRef: 'refs/ao/rescue/shop-1/1' } });
    expect(await finish(service.undoCleanup(id))).toMatchObject({ session: { workspace: { state: 'present' } } });
    expect(await finish(service.restore(id))).toMatchObject({ session: { status: 'starting' }, resumed: true });
  });

  test.each([
    [{ projectId: 'nowhere' }, 'PROJECT_NOT_FOUND'],
    [{ sessionIds: ['shop-9'] }, 'SESSION_NOT_FOUND'],
    [{ sessionIds: ['shop'] }, 'INVALID_SESSION_ID'],
  ])('clean up refuses %j', async (request, code) => {
    const { service } = createTestService();
    await expect(service.cleanup({ execute: true, save: false, ...request })).rejects.toMatchObject({ code });
  });

  test('of an agent about itself count as evidence', async () => {
    const { service, spawn, finish } = createTestService();
    const id = await spawn();
    expect(service.report(id, { state: 'waiting_input', detail: 'Which\ndatabase?' })).toMatchObject({
      status: 'needs_input',
      needs: 'Which database?',
      activity: { source: 'report' },
    });
    await finish(service.kill(id, {}));
    expect(() => service.report(id, { state: 'idle' })).toThrow(expect.objectContaining({ code: 'SESSION_ENDED' }));
  });
});

describe('messages', () => {
  test('are stored, found again and listed', async () => {
    const { service, spawn } = createTestService();
    const id = await spawn();
    const message = service.send({ sessionId: id, text: 'Go on', id: 'mine-1', sender: { kind: 'person' } });
    expect(message).toMatchObject({ id: 'mine-1', state: 'queued' });
    expect(service.message('mine-1')).toEqual(message);
    expect(service.messages(id, 10)).toEqual([message]);
    expect(service.get(id).openMessages).toBe(1);
    expect(await service.settled('mine-1', AbortSignal.abort())).toEqual(message);
  });

  test.each([
    ['m 1', 'MESSAGE_ID_INVALID'],
    ['m-404', 'MESSAGE_NOT_FOUND'],
  ])('are not found as "%s"', (id, code) => {
    const { service } = createTestService();
    expect(() => service.message(id)).toThrow(expect.objectContaining({ code }));
  });
});

describe('looking at a session', () => {
  test('reads its screen and its last lines, also after its end', async () => {
    const { world, service, spawn, finish } = createTestService();
    const id = await spawn();
    const [terminal] = world.terminalsOf(id);
    if (terminal !== undefined) terminal.screen = ['one', 'two', 'three'];
    expect((await finish(service.screen(id))).lines.slice(0, 3)).toEqual(['one', 'two', 'three']);
    await finish(service.kill(id, {}));
    expect(await finish(service.lines(id, 2))).toEqual(['two', 'three']);
  });

  test('is refused when there never was a terminal', async () => {
    const { world, service, finish } = createTestService();
    world.faults.inject('agent.plan', { type: 'fail', error: new Error('no') });
    await finish(service.spawn({ projectId: 'shop' }).catch(() => undefined));
    await expect(service.screen('shop-1')).rejects.toMatchObject({
      code: 'SESSION_HAS_NO_TERMINAL',
      message: 'shop-1 never had a terminal.',
    });
  });

  test('shows what was changed, and nothing once the worktree is gone', async () => {
    const { world, service, spawn, finish } = createTestService();
    const id = await spawn();
    world.doWork(id, 'cart.ts');
    expect(await finish(service.changes(id))).toMatchObject({ added: 1, files: [{ path: 'cart.ts' }] });
    expect(await finish(service.diff(id))).toBe('cart.ts');
    world.commitWork(id);
    await finish(service.kill(id, { removeWorktree: true }));
    expect(await finish(service.changes(id))).toEqual({ files: [], added: 0, deleted: 0, commits: 0 });
    expect(await finish(service.diff(id))).toBe('');
  });
});

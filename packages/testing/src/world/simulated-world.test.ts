import type { LaunchId, SessionId } from '@ao/domain';
import { AoError } from '@ao/domain';
import { describe, expect, test } from 'vitest';
import { createSimulatedWorld } from './simulated-world.ts';

const sessionId = 'shop-1' as SessionId;
const launchId = 'l-1' as LaunchId;
const request = { sessionId, launchId, argv: ['/bin/agent', '--conversation', 'c-1'], cwd: '/', env: {}, size: { columns: 80, rows: 24 } };

function bootWorld() {
  const world = createSimulatedWorld();
  world.addProject('shop');
  const process = world.boot();
  const runtime = process.runtimes.get('simulated');
  if (runtime === undefined) throw new Error('no runtime');
  return { world, process, runtime };
}

const worktree = {
  sessionId,
  repositoryPath: '/repositories/shop',
  path: '/home/.ao/worktrees/shop/shop-1',
  branch: 'ao/shop-1/work',
  branchIsChosen: false,
  base: null,
  defaultBranch: null,
};

describe('a simulated machine', () => {
  test('keeps terminals and worktrees when the daemon goes away', async () => {
    const { world, process, runtime } = bootWorld();
    const { handle } = await runtime.create(request);
    await process.workspace.create(worktree);
    process.life.crash();

    const [probe] = (await world.boot().runtimes.get('simulated')?.probe([handle])) ?? [];
    expect(probe?.state).toBe('alive');
    expect(world.worktreeOf(sessionId)?.branch).toBe('ao/shop-1/work');
  });

  test('ends every program in a reboot, with that evidence', async () => {
    const { world, runtime } = bootWorld();
    const { handle } = await runtime.create(request);
    world.reboot();
    expect(await runtime.probe([handle])).toMatchObject([{ state: 'dead', exit: { evidence: 'boot_changed' } }]);
  });

  test('crashes at the point that was asked for, and does nothing afterwards', async () => {
    const { world, process, runtime } = bootWorld();
    process.life.crashAtPoint(1);
    expect(await world.run(process, runtime.create(request))).toBeNull();
    expect(world.state.terminals.size).toBe(0);
    expect(() => process.stores.sessions.rename(sessionId, 'x')).toThrow('crashed');

    const next = world.boot();
    next.life.crashAtPoint(2);
    expect(await world.run(next, Promise.resolve(next.runtimes.get('simulated')?.create(request)))).toBeNull();
    expect(world.state.terminals.size).toBe(1);
  });

  test('counts a transaction as one write', () => {
    const { world, process } = bootWorld();
    const crashing = world.boot();
    crashing.life.crashAtPoint(2);
    expect(() => crashing.stores.transaction(() => crashing.stores.projects.archive('shop' as never, 5))).toThrow('crashed');
    expect(process.stores.projects.get('shop' as never)?.archivedAt).toBe(5);
  });

  test.each([
    ['fail', { type: 'fail', error: new AoError('DISK_FULL') } as const, 'rejected', 0],
    ['fail after its work', { type: 'fail_after', error: new AoError('DISK_FULL') } as const, 'rejected', 1],
    ['answer late', { type: 'late', delayMs: 1000 } as const, 'fulfilled', 1],
    ['be slow', { type: 'slow', delayMs: 1000 } as const, 'fulfilled', 1],
  ])('lets a call %s', async (_name, fault, status, terminals) => {
    const { world, process, runtime } = bootWorld();
    world.faults.inject('runtime.create', fault);
    expect((await world.run(process, runtime.create(request)))?.status).toBe(status);
    expect(world.state.terminals.size).toBe(terminals);
  });

  test('lets a hanging call be aborted, and a deaf one not', async () => {
    const { world, process, runtime } = bootWorld();
    const abort = new AbortController();
    world.faults.inject('runtime.list', { type: 'hang' });
    const listing = runtime.list(abort.signal);
    abort.abort(new Error('enough'));
    expect((await world.run(process, listing))?.status).toBe('rejected');

    world.faults.inject('runtime.list', { type: 'hang_deaf' });
    await expect(world.run(process, runtime.list(AbortSignal.abort()))).rejects.toThrow('did not settle');
  });

  test('saves uncommitted work before a worktree is removed', async () => {
    const { world, process } = bootWorld();
    await process.workspace.create(worktree);
    world.doWork(sessionId, 'cart.ts');
    const plan = await process.workspace.planRemoval({ ...worktree, baseCommit: null });
    expect(plan).toMatchObject({ action: 'save', rescueRef: 'refs/ao/rescue/shop-1/1' });
    const removal = { sessionId, repositoryPath: worktree.repositoryPath, plan };
    expect(await process.workspace.remove({ ...removal, allowSave: false })).toMatchObject({ removed: false });
    expect(await process.workspace.remove({ ...removal, allowSave: true })).toMatchObject({ removed: true, rescueRef: plan.rescueRef });
    await process.workspace.restore({ ...worktree, rescueRef: plan.rescueRef ?? null });
    expect([...(world.worktreeOf(sessionId)?.uncommitted ?? [])]).toEqual(['cart.ts']);
  });
});

import { access, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createFakeClock } from '@ao/testing';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { FailingRemovals } from '../__fixtures__/failing-removals.ts';
import { runGit, writeFiles } from '../__fixtures__/sample-repository.ts';
import { makeWorkspace } from '../__fixtures__/workspace-fixture.ts';

const faults = vi.hoisted((): FailingRemovals => ({ matches: null, left: 0 }));
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  const { withFailingRemovals } = await import('../__fixtures__/failing-removals.ts');
  return { ...real, rm: withFailingRemovals(real.rm, faults) };
});

beforeEach(() => Object.assign(faults, { matches: null, left: 0 }));

/** What making git forget a worktree deletes, one after the other. */
const DELETED: readonly (readonly [string, RegExp])[] = [
  ['its lock', /\.git\/worktrees\/[^/]+\/locked$/u],
  ['its pointer', /\.git\/worktrees\/[^/]+\/gitdir$/u],
  ['its entry', /\.git\/worktrees\/[^/]+$/u],
];

const gone = { timeout: 5_000 };

async function makeDirty() {
  const clock = createFakeClock(Date.now());
  const fixture = await makeWorkspace({ clock });
  const { workspace, request, path, root, repository } = fixture;
  await workspace.create(request('shop-1'));
  await writeFiles(path('shop-1'), { 'new.txt': 'n\n' });
  return {
    ...fixture,
    clock,
    place: path('shop-1'),
    trash: () => readdir(join(root, '.trash')),
    entries: () => readdir(join(repository, '.git/worktrees')).catch(() => []),
  };
}

async function remove({ workspace, target }: Awaited<ReturnType<typeof makeDirty>>) {
  const plan = await workspace.planRemoval(target('shop-1'));
  return workspace.remove({ ...target('shop-1'), plan, allowSave: true });
}

describe.each(DELETED)('a removal in which git forgets the worktree, but %s cannot be deleted', (_what, matches) => {
  test('once: nothing is left', async () => {
    const fixture = await makeDirty();
    Object.assign(faults, { matches, left: 1 });
    expect(await remove(fixture)).toMatchObject({ removed: true, rescueRef: 'refs/ao/rescue/shop-1/1' });
    expect(await fixture.entries()).toEqual([]);
    await expect.poll(fixture.trash, gone).toEqual([]);
  });

  test('for a while: it says where the work is, and the same process clears the rest away later', async () => {
    const fixture = await makeDirty();
    Object.assign(faults, { matches, left: 4 });
    expect(await remove(fixture)).toMatchObject({ removed: true, rescueRef: 'refs/ao/rescue/shop-1/1' });
    await expect(access(fixture.place)).rejects.toThrow('ENOENT');
    expect(await fixture.trash()).toHaveLength(1);
    expect(fixture.logger.lines.some(({ level }) => level === 'warn')).toBe(true);
    await fixture.clock.advance(1_000);
    await expect.poll(() => faults.left, gone).toBe(0);
    await expect.poll(() => fixture.clock.pendingTimers(), gone).toBe(1);
    await fixture.clock.advance(5_000);
    await expect.poll(fixture.trash, gone).toEqual([]);
    expect(await fixture.entries()).toEqual([]);
  });

  test('for ever: it is not tried for ever, and the next process clears it away', async () => {
    const fixture = await makeDirty();
    Object.assign(faults, { matches, left: 1_000 });
    await remove(fixture);
    for (const pauseMs of [1_000, 5_000, 30_000, 300_000]) {
      await expect.poll(() => fixture.clock.pendingTimers(), gone).toBe(1);
      await fixture.clock.advance(pauseMs);
    }
    await expect.poll(() => fixture.logger.lines.some(({ message }) => message.includes('next start')), gone).toBe(true);
    expect(fixture.clock.pendingTimers()).toBe(0);
    faults.left = 0;
    await (await makeWorkspace(fixture)).workspace.tidyUp?.();
    await expect.poll(fixture.trash, gone).toEqual([]);
    expect((await runGit(fixture.repository, 'worktree', 'list')).split('\n')).toHaveLength(1);
  });

  test('meanwhile the worktree can be brought back, and what is cleared away later is not that one', async () => {
    const fixture = await makeDirty();
    const { workspace, target, place } = fixture;
    Object.assign(faults, { matches, left: 2 });
    const { rescueRef } = await remove(fixture);
    faults.left = 0;
    await workspace.restore({ ...target('shop-1'), branch: 'ao/shop-1/work', rescueRef });
    await fixture.clock.advance(1_000);
    await expect.poll(fixture.trash, gone).toEqual([]);
    expect(await runGit(place, 'status', '--porcelain')).toBe('?? new.txt');
    expect((await runGit(fixture.repository, 'worktree', 'list')).split('\n')).toHaveLength(2);
  });

  test('undoing the spawn is not over before git has forgotten it; asked again, it leaves nothing but the saved work', async () => {
    const fixture = await makeDirty();
    const { workspace, request, repository } = fixture;
    Object.assign(faults, { matches, left: 4 });
    const first = await workspace.discard(request('shop-1')).catch(() => null);
    faults.left = 0;
    expect(await workspace.discard(request('shop-1'))).toMatchObject({ removed: true, rescueRef: 'refs/ao/rescue/shop-1/1' });
    expect(first === null || first.rescueRef === 'refs/ao/rescue/shop-1/1').toBe(true);
    await fixture.clock.advance(1_000);
    await expect.poll(fixture.trash, gone).toEqual([]);
    expect(await fixture.entries()).toEqual([]);
    expect(await runGit(repository, 'branch', '--list', 'ao/*')).toBe('');
  });
});

import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { SessionId } from '@ao/domain';
import { createFakeClock } from '@ao/testing';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { FailingRemovals } from '../__fixtures__/failing-removals.ts';
import { runGit, writeFiles } from '../__fixtures__/sample-repository.ts';
import { makeWorkspace } from '../__fixtures__/workspace-fixture.ts';
import { createPendingCreations } from '../create/pending-creation.ts';
import { lockReason } from '../worktree/worktree-marker.ts';

const faults = vi.hoisted((): FailingRemovals => ({ matches: null, left: 0 }));
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  const { withFailingRemovals } = await import('../__fixtures__/failing-removals.ts');
  return { ...real, rm: withFailingRemovals(real.rm, faults) };
});

beforeEach(() => Object.assign(faults, { matches: null, left: 0 }));

const SESSION = 'shop-1' as SessionId;
const BRANCH = 'ao/shop-1/work';
const gone = { timeout: 5_000 };

/** A worktree with work in it was removed, and bringing it back was cut short when git had made an empty one. */
async function makeCutShort() {
  const clock = createFakeClock(Date.now());
  const fixture = await makeWorkspace({ clock });
  const { workspace, request, target, path, root, repository } = fixture;
  const { baseCommit } = await workspace.create(request('shop-1'));
  await writeFiles(path('shop-1'), { 'new.txt': 'n\n' });
  const plan = await workspace.planRemoval(target('shop-1'));
  const { rescueRef } = await workspace.remove({ ...target('shop-1'), plan, allowSave: true });
  const args = ['worktree', 'add', '--quiet', '--lock', '--reason', lockReason(SESSION), '--detach', '--no-checkout'];
  await runGit(repository, ...args, path('shop-1'), baseCommit);
  const noted = { path: path('shop-1'), commonDirectory: join(repository, '.git'), branch: BRANCH, branchCreated: false };
  await createPendingCreations(root).write(SESSION, { ...noted, baseRef: 'main', baseCommit, attempt: null });
  return {
    ...fixture,
    clock,
    restore: () => workspace.restore({ ...target('shop-1'), branch: BRANCH, rescueRef }),
    left: async () => ({
      entries: await readdir(join(repository, '.git/worktrees')).catch(() => []),
      pending: await readdir(join(root, '.pending')),
    }),
  };
}

const FILES: readonly (readonly [string, RegExp])[] = [
  ['the lock of its entry', /\.git\/worktrees\/[^/]+\/locked$/u],
  ['the pointer of its entry', /\.git\/worktrees\/[^/]+\/gitdir$/u],
  ['its entry', /\.git\/worktrees\/[^/]+$/u],
  ['its note', /\.pending\/.+\.json$/u],
];

describe.each(FILES)('undoing a clean-up that was cut short, and %s cannot be deleted', (what, matches) => {
  test('once: it is completed', async () => {
    const fixture = await makeCutShort();
    Object.assign(faults, { matches, left: 1 });
    await fixture.restore();
    expect(await runGit(fixture.path('shop-1'), 'status', '--porcelain')).toBe('?? new.txt');
    expect(await fixture.left()).toEqual({ entries: ['shop-1'], pending: [] });
  });

  test('for a while: when it fails, nothing of it stays for ever', async () => {
    const fixture = await makeCutShort();
    Object.assign(faults, { matches, left: 4 });
    const restored = await fixture.restore().then(
      () => true,
      () => false,
    );
    expect(restored).toBe(what === 'its note');
    faults.left = 0;
    await fixture.clock.advance(1_000);
    await expect.poll(async () => (await fixture.left()).pending, gone).toEqual([]);
    expect((await fixture.left()).entries).toEqual(restored ? ['shop-1'] : []);
    expect((await runGit(fixture.repository, 'worktree', 'list')).split('\n')).toHaveLength(restored ? 2 : 1);
  });

  test('for a while, and asked again before it was cleared: the new worktree is left alone', async () => {
    const fixture = await makeCutShort();
    Object.assign(faults, { matches, left: 2 });
    await fixture.restore().catch(() => undefined);
    faults.left = 0;
    await fixture.restore();
    await fixture.clock.advance(1_000);
    await expect.poll(() => fixture.clock.pendingTimers(), gone).toBe(0);
    await fixture.workspace.discard({ ...fixture.request('shop-2') });
    expect(await runGit(fixture.path('shop-1'), 'status', '--porcelain')).toBe('?? new.txt');
    expect((await fixture.left()).pending).toEqual([]);
  });
});

test('a spawn whose note cannot be deleted has not failed, and the note goes later', async () => {
  const clock = createFakeClock(Date.now());
  const { workspace, request, root } = await makeWorkspace({ clock });
  Object.assign(faults, { matches: /\.pending\/.+\.json$/u, left: 2 });
  await expect(workspace.create(request('shop-1'))).resolves.toMatchObject({ branch: BRANCH });
  expect(await readdir(join(root, '.pending'))).toHaveLength(1);
  await clock.advance(1_000);
  await expect.poll(() => readdir(join(root, '.pending')), gone).toEqual([]);
});

test('a note that was deleted by somebody else meanwhile is not missed', async () => {
  const clock = createFakeClock(Date.now());
  const { workspace, request, root, logger } = await makeWorkspace({ clock });
  Object.assign(faults, { matches: /\.pending\/.+\.json$/u, left: 2 });
  await workspace.create(request('shop-1'));
  await rm(join(root, '.pending'), { recursive: true });
  await clock.advance(1_000);
  await expect.poll(() => clock.pendingTimers(), gone).toBe(0);
  expect(logger.lines.filter(({ level }) => level === 'warn')).toHaveLength(1);
});

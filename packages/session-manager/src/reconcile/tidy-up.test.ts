import { createSimulatedWorld } from '@ao/testing';
import { expect, test, vi } from 'vitest';
import { bootManager, finished } from '../../test/manager-on-world.ts';

const signal = new AbortController().signal;

test.each([
  ['works', () => Promise.resolve()],
  ['fails', () => Promise.reject(new Error('EIO'))],
  ['never ends', () => new Promise<void>(() => undefined)],
])('what the last daemon left of removed worktrees is tidied up once; when that %s, nothing waits for good', async (_how, tidy) => {
  const world = createSimulatedWorld();
  world.addProject('shop');
  const tidyUp = vi.fn<() => Promise<void>>(tidy);
  const { workspace } = world.boot();
  const next = bootManager(world, { workspace: { ...workspace, tidyUp } });
  await expect(finished(world, next, next.manager.reconcile(signal))).resolves.toMatchObject({ unresolved: 0 });
  expect(tidyUp).toHaveBeenCalledOnce();
});

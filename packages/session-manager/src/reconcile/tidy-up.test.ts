import { createSimulatedWorld } from '@ao/testing';
import { expect, test, vi } from 'vitest';
import { CRASH_SCENARIOS, createShop } from '../../test/crash-scenarios.ts';
import { bootManager, finished } from '../../test/manager-on-world.ts';

const signal = new AbortController().signal;

const HOW: readonly (readonly [string, () => Promise<void>])[] = [
  ['works', () => Promise.resolve()],
  ['fails', () => Promise.reject(new Error('EIO'))],
  ['never ends', () => new Promise<void>(() => undefined)],
];

test.each(HOW)(
  'what the last daemon left of removed worktrees is tidied up once; when that %s, nothing waits for good',
  async (_how, tidy) => {
    const world = createSimulatedWorld();
    world.addProject('shop');
    const tidyUp = vi.fn<() => Promise<void>>(tidy);
    const { workspace } = world.boot();
    const next = bootManager(world, { workspace: { ...workspace, tidyUp } });
    await expect(finished(world, next, next.manager.reconcile(signal))).resolves.toMatchObject({ unresolved: 0 });
    expect(tidyUp).toHaveBeenCalledOnce();
  },
);

test.each(HOW)(
  'worktrees out of their place are brought back before an interrupted removal looks for them; when that %s, nothing waits for good',
  async (_how, work) => {
    const scenario = CRASH_SCENARIOS.find(({ name }) => name === 'kill that removes the worktree');
    if (scenario === undefined) throw new Error('The scenario has another name now.');
    const world = createShop();
    const first = bootManager(world);
    await scenario.arrange?.(world, first);
    first.life.crashAtPoint(8);
    await world.run(first, Promise.allSettled([scenario.act(first, world)]));
    const called: string[] = [];
    const { workspace } = world.boot();
    const next = bootManager(world, {
      workspace: {
        ...workspace,
        bringBack() {
          called.push('bring back');
          return work();
        },
        planRemoval(request, inner) {
          called.push('plan');
          return workspace.planRemoval(request, inner);
        },
      },
    });
    await expect(finished(world, next, next.manager.reconcile(signal))).resolves.toMatchObject({ finished: 1, unresolved: 0 });
    expect(called.slice(0, 2)).toEqual(['bring back', 'plan']);
  },
);

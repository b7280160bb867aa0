import type { SimulatedWorld } from '@ao/testing';
import { describe, expect, test } from 'vitest';
import { CRASH_SCENARIOS, type CrashScenario, createShop } from '../../test/crash-scenarios.ts';
import { bootManager, finished, limitedTo, type ManagedProcess, whatIsBroken } from '../../test/manager-on-world.ts';

const signal = new AbortController().signal;

/** Of the points of a recovery, every which one is the end of the second daemon; another one for each point of the first. */
const STRIDE = 2;

/** Where places are handed over a recovery starts sessions too: it has so many points that fewer of them are tried. */
const LONG_STRIDE = 9;

function boot(world: SimulatedWorld, { maxRunning = null }: { readonly maxRunning?: number | null }): ManagedProcess {
  return bootManager(world, limitedTo(maxRunning));
}

/** Interrupts the command at the n-th point. Answers null when the command has fewer points. */
async function interrupt(scenario: CrashScenario, point: number): Promise<{ world: SimulatedWorld; where: string } | null> {
  const world = createShop();
  const process = boot(world, scenario);
  await scenario.arrange?.(world, process);
  process.life.crashAtPoint(point);
  await world.run(process, Promise.allSettled([scenario.act(process, world)]));
  return process.life.crashed ? { world, where: `${point}: ${process.life.points.at(-1)}` } : null;
}

async function recover(world: SimulatedWorld, scenario: CrashScenario): Promise<void> {
  const process = boot(world, scenario);
  await finished(world, process, process.manager.reconcile(signal));
  // The queue goes on when it is known who runs.
  while (process.manager.operationsUnderWay() > 0) await world.clock.advance(250);
}

/** Interrupts the recovery at its n-th point. Answers null when it has fewer. */
async function interruptRecovery(world: SimulatedWorld, scenario: CrashScenario, point: number): Promise<string | null> {
  const process = boot(world, scenario);
  process.life.crashAtPoint(point);
  await world.run(process, process.manager.reconcile(signal));
  return process.life.crashed ? `${point}: ${process.life.points.at(-1)}` : null;
}

describe.each(CRASH_SCENARIOS)('a daemon that dies during a $name', (scenario) => {
  test('leaves nothing that its successor cannot finish or undo, wherever it dies', { timeout: 60_000 }, async () => {
    const broken: string[] = [];
    let points = 0;
    for (; ; points += 1) {
      const interrupted = await interrupt(scenario, points + 1);
      if (interrupted === null) break;
      const { world, where } = interrupted;
      await recover(world, scenario);
      broken.push(...[...whatIsBroken(world), ...(scenario.check?.(world) ?? [])].map((rule) => `${where}: ${rule}`));
    }
    expect(broken).toEqual([]);
    expect(points).toBeGreaterThan(3);
  });

  test('leaves nothing even when its successor dies during the recovery', { timeout: 300_000 }, async () => {
    const broken: string[] = [];
    const stride = scenario.maxRunning === undefined ? STRIDE : LONG_STRIDE;
    for (let first = 1; ; first += 1) {
      if ((await interrupt(scenario, first)) === null) break;
      for (let second = 1 + (first % stride); ; second += stride) {
        const interrupted = await interrupt(scenario, first);
        if (interrupted === null) break;
        const { world, where } = interrupted;
        const again = await interruptRecovery(world, scenario, second);
        if (again === null) break;
        await recover(world, scenario);
        broken.push(...[...whatIsBroken(world), ...(scenario.check?.(world) ?? [])].map((rule) => `${where}, then ${again}: ${rule}`));
      }
    }
    expect(broken).toEqual([]);
  });
});

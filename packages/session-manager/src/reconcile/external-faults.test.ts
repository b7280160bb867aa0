import { AoError } from '@ao/domain';
import type { SimulatedWorld, WorldFault } from '@ao/testing';
import { describe, expect, test } from 'vitest';
import { CRASH_SCENARIOS, type CrashScenario, createShop } from '../../test/crash-scenarios.ts';
import { bootManager, finished, limitedTo, type ManagedProcess, whatIsBroken } from '../../test/manager-on-world.ts';

const signal = new AbortController().signal;
const down = new AoError('RUNTIME_UNAVAILABLE', { message: 'It does not answer.' });

const FAULTS: readonly (readonly [string, WorldFault])[] = [
  ['fails', { type: 'fail', error: down }],
  ['fails with an error nobody knows', { type: 'fail', error: new Error('EIO') }],
  ['fails after its work', { type: 'fail_after', error: down }],
  ['hangs until it is told to stop', { type: 'hang' }],
  ['hangs for ever', { type: 'hang_deaf' }],
  ['takes a while', { type: 'slow', delayMs: 3_000 }],
  ['works long after it was given up', { type: 'late', delayMs: 25 * 60_000 }],
];

function boot(world: SimulatedWorld, { maxRunning = null }: { readonly maxRunning?: number | null }): ManagedProcess {
  return bootManager(world, limitedTo(maxRunning));
}

/** The calls a command makes, each with how many of the same name came before it. */
async function callsOf(scenario: CrashScenario): Promise<readonly (readonly [string, number])[]> {
  const world = createShop();
  const process = boot(world, scenario);
  await scenario.arrange?.(world, process);
  const before = process.life.points.length;
  await world.run(process, Promise.allSettled([scenario.act(process, world)]));
  const isCall = (point: string) => /^before (runtime|workspace|agent|spool|folders)\./.test(point);
  const names = process.life.points
    .slice(before)
    .filter(isCall)
    .map((point) => point.slice('before '.length));
  return names.map((name, index) => [name, names.slice(0, index).filter((other) => other === name).length] as const);
}

describe.each(CRASH_SCENARIOS)('a $name', (scenario) => {
  test.each(FAULTS)('ends in agreement with the world when any one call %s', async (_name, fault) => {
    const broken: string[] = [];
    for (const [call, skip] of await callsOf(scenario)) {
      const world = createShop();
      const process = boot(world, scenario);
      await scenario.arrange?.(world, process);
      world.faults.inject(call, fault, { skip });
      await world.run(process, Promise.allSettled([scenario.act(process, world)]));
      world.faults.heal();
      await world.clock.advance(30 * 60_000);
      // Only what is left of an ended terminal waits for the sweep; everything that runs is closed by whoever wanted it.
      if (call === 'runtime.forget') await finished(world, process, process.manager.closeStrayTerminals(signal));
      broken.push(...[...whatIsBroken(world), ...(scenario.check?.(world) ?? [])].map((rule) => `${call} (${skip + 1}): ${rule}`));
    }
    expect(broken).toEqual([]);
  });
});

import { deliverUnderTorture, watchActivityUnderTorture } from '@ao/torture';
import type { Benchmark, BenchmarkContext, Findings } from '../benchmark/benchmark.ts';

const SIZES = { full: { events: 10_000, messages: 1_000 }, smoke: { events: 1_000, messages: 50 } } as const;

/** What is believed, and what is claimed of messages, while an agent in a bad temper loses, doubles and delays its hooks. */
export const torture: Benchmark = { name: 'torture', title: 'The truth under torture', run };

async function run({ scale, progress }: BenchmarkContext): Promise<Findings> {
  const { events, messages } = SIZES[scale];
  const seed = Math.floor(Math.random() * 2 ** 31);
  progress(`${events} events, seed ${seed}`);
  const activity = await watchActivityUnderTorture({ seed, events });
  progress(`${messages} messages, seed ${seed}`);
  const delivery = await deliverUnderTorture({ seed, messages });
  const wrong = activity.falseTransitions.length + activity.missingTransitions.length;
  return {
    rows: [
      {
        what: `false or missing transitions per ${activity.events} events`,
        value: wrong,
        unit: 'transitions',
        yardstick: null,
        aim: { of: 'value', atMost: 0 },
      },
      { what: 'until a state that lasts is believed, median', value: activity.lagMs.median, unit: 'ms', yardstick: null, aim: null },
    ],
    invariants: [
      { what: 'nothing false is believed, nothing lasting missed', holds: wrong === 0, seen: `${wrong} wrong with seed ${seed}` },
      {
        what: 'no message is claimed that was not submitted, none submitted twice, none typed into a dialog, each has an end',
        holds: delivery.faults.length === 0,
        seen:
          delivery.faults[0] ?? `${messages} messages, ${delivery.agentLaunches} launches, ${delivery.daemonCrashes} crashes of the daemon`,
      },
    ],
    notes: [`Simulated time; the seed replays it: AO_TORTURE_SEED=${seed}. ${activity.doubts} times the honest answer was "unknown".`],
  };
}

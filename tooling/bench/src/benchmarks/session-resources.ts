import { setTimeout as pause } from 'node:timers/promises';
import type { Benchmark, BenchmarkContext, Findings } from '../benchmark/benchmark.ts';
import { interleave } from '../figures/interleave.ts';
import { median } from '../figures/quantile.ts';
import type { BenchHome } from '../workshop/bench-home.ts';
import { createSessionStarter } from '../workshop/session-fleet.ts';

const SIZES = { full: { sessions: 50, rounds: 15 }, smoke: { sessions: 3, rounds: 1 } } as const;

/** The daemon answers the same for two seconds; only after that it looks again. */
const FRESH_MS = 2_050;

/** What it costs to know what every session uses. */
export const sessionResources: Benchmark = { name: 'session-resources', title: 'Processor and memory of every session', run };

async function run({ scale, workshop, progress }: BenchmarkContext): Promise<Findings> {
  const { sessions: count, rounds } = SIZES[scale];
  const home = workshop.home();
  await home.start();
  progress(`starting ${count} sessions`);
  await (await createSessionStarter(workshop, home)).startMany(count);

  const firstMs = (await timeList(home, true)).ms;
  let unknown = 0;
  const timeMeasured = async () => {
    const { ms, missing } = await timeList(home, true);
    unknown += missing;
    return ms;
  };
  const again: number[] = [];
  const subjects = {
    plain: async () => (await timeList(home, false)).ms,
    looking: async () => {
      await pause(FRESH_MS);
      const ms = await timeMeasured();
      again.push(await timeMeasured());
      return ms;
    },
  };
  const samples = await interleave(rounds, subjects, (round) => progress(`round ${round + 1} of ${rounds}`));
  const plain = { what: 'the list without', value: median(samples.plain) };
  return {
    rows: [
      {
        what: `list of ${count} sessions, with a look at all processes`,
        value: median(samples.looking),
        unit: 'ms',
        yardstick: plain,
        aim: { of: 'excess', atMost: 25 },
      },
      { what: 'asked again within two seconds', value: median(again), unit: 'ms', yardstick: plain, aim: { of: 'excess', atMost: 5 } },
      { what: 'when nobody has asked lately: two looks, 100 ms apart', value: firstMs, unit: 'ms', yardstick: plain, aim: null },
    ],
    invariants: [{ what: 'every session is measured', holds: unknown === 0, seen: `${unknown} were not` }],
    notes: [`${rounds} interleaved rounds, medians; the answer is read and parsed. Nothing is measured unless somebody asks.`],
  };
}

async function timeList(home: BenchHome, resources: boolean): Promise<{ readonly ms: number; readonly missing: number }> {
  const startedAt = performance.now();
  const sessions = await home.client().sessions.list({ resources });
  return { ms: performance.now() - startedAt, missing: sessions.filter((session) => session.resources === null).length };
}

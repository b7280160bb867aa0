import { spawnSync } from 'node:child_process';
import type { Benchmark, BenchmarkContext, Findings } from '../benchmark/benchmark.ts';
import type { Row } from '../benchmark/row.ts';
import { interleave } from '../figures/interleave.ts';
import { median, quantile } from '../figures/quantile.ts';
import { AO_PROGRAM, type BenchHome } from '../workshop/bench-home.ts';
import { createSessionStarter } from '../workshop/session-fleet.ts';

const SIZES = { full: { rounds: 41, sessions: 5 }, smoke: { rounds: 2, sessions: 1 } } as const;

/** Commands that people and scripts call all day, from start to exit. */
export const commandStart: Benchmark = { name: 'command-start', title: '`ao` commands, start to exit, daemon running', run };

async function run({ scale, workshop, progress }: BenchmarkContext): Promise<Findings> {
  const { rounds, sessions } = SIZES[scale];
  const home = workshop.home();
  await home.start();
  progress(`starting ${sessions} sessions`);
  const starter = await createSessionStarter(workshop, home);
  await starter.startMany(sessions);

  const timeOf = timer(home);
  const subjects = {
    node: () => timeOf(['-e', '0']),
    status: () => timeOf([AO_PROGRAM, 'status']),
    list: () => timeOf([AO_PROGRAM, 'ls', '--json']),
    version: () => timeOf([AO_PROGRAM, 'version']),
  };
  // The first calls fill the cache of compiled code.
  await interleave(2, subjects);
  const samples = await interleave(rounds, subjects, (round) => progress(`round ${round + 1} of ${rounds}`));
  const yardstick = { what: '`node -e 0`', value: median(samples.node) };
  const row = (what: string, values: readonly number[], hasAim: boolean): Row => ({
    what,
    value: median(values),
    unit: 'ms',
    yardstick,
    aim: hasAim ? { of: 'ratio', atMost: 2 } : null,
  });
  return {
    rows: [
      row('`ao status`', samples.status, true),
      row('`ao ls --json`', samples.list, true),
      row('`ao version` (through the command framework)', samples.version, false),
    ],
    invariants: [],
    notes: [
      `${rounds} interleaved rounds, medians; ${sessions} sessions; the 90th of a hundred: node ${tell(samples.node)}, status ${tell(samples.status)}.`,
    ],
  };
}

function tell(samples: readonly number[]): string {
  return `${quantile(samples, 0.9).toFixed(1)} ms`;
}

/** Answers how long Node takes with the given arguments; throws when it fails. */
function timer(home: BenchHome): (args: readonly string[]) => number {
  return (args) => {
    const startedAt = performance.now();
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: home.path, env: { ...home.env }, encoding: 'utf8' });
    const took = performance.now() - startedAt;
    if (status !== 0) throw new Error(`${args.join(' ')} ended with code ${status}: ${stderr}`);
    return took;
  };
}

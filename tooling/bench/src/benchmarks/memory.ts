import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import type { Benchmark, BenchmarkContext, Findings } from '../benchmark/benchmark.ts';
import { median } from '../figures/quantile.ts';
import { processesOf } from '../workshop/folder-processes.ts';
import { readMemory } from '../workshop/process-figures.ts';
import { createSessionStarter } from '../workshop/session-fleet.ts';
import type { Workshop } from '../workshop/workshop.ts';

const SIZES = { full: { sessions: 50, settleMs: 10_000 }, smoke: { sessions: 3, settleMs: 300 } } as const;

/** What the daemon and the holders of terminals take. */
export const memory: Benchmark = { name: 'memory', title: 'Memory', run };

async function run({ scale, workshop, progress }: BenchmarkContext): Promise<Findings> {
  const { sessions: count, settleMs } = SIZES[scale];
  const barePid = startBareNode(workshop);
  const untouched = workshop.home({ agents: 'none' });
  const untouchedDaemon = await untouched.start();
  const home = workshop.home();
  const daemon = await home.start();
  progress('letting an empty daemon settle');
  await pause(settleMs);
  const empty = readMemory(untouchedDaemon.pid);

  progress(`starting ${count} sessions`);
  const starter = await createSessionStarter(workshop, home);
  await starter.startMany(count);
  progress('letting them settle');
  await pause(settleMs);
  const bare = readMemory(barePid);
  const full = readMemory(daemon.pid);
  const hosts = hostPids(workshop.folder).map((pid) => readMemory(pid));
  const hostPrivate = median(hosts.map(({ privateMb }) => privateMb));
  const bareResident = { what: 'bare node', value: bare.residentMb };
  return {
    rows: [
      {
        what: 'daemon, 0 sessions, resident',
        value: empty.residentMb,
        unit: 'MB',
        yardstick: bareResident,
        aim: { of: 'ratio', atMost: 2 },
      },
      { what: `daemon, ${count} sessions, resident`, value: full.residentMb, unit: 'MB', yardstick: bareResident, aim: null },
      {
        what: 'one held session, private',
        value: hostPrivate,
        unit: 'MB',
        yardstick: { what: 'bare node, private', value: bare.privateMb },
        aim: { of: 'ratio', atMost: 1.4 },
      },
    ],
    invariants: [
      {
        what: 'every session has a holder of its own',
        holds: hosts.length === count,
        seen: `${hosts.length} holders for ${count} sessions`,
      },
    ],
    notes: [
      `After ${settleMs / 1000} s of rest. Private: \`Private_*\` of \`smaps_rollup\`, what ending the process would give back; the daemon has ${empty.privateMb.toFixed(1)} MB of it with 0 sessions, ${full.privateMb.toFixed(1)} MB with ${count}.`,
      `Median of ${hosts.length} holders; the agents' own processes are not counted.`,
    ],
  };
}

/** A Node that does nothing. It stands in the workshop's folder, so that it is found if it should be left behind. */
function startBareNode(workshop: Workshop): number {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e9)'], { cwd: workshop.folder, stdio: 'ignore' });
  workshop.atEnd(() => void child.kill('SIGKILL'));
  if (child.pid === undefined) throw new Error('Node could not be started.');
  return child.pid;
}

/** The holders of terminals that belong to a folder. */
export function hostPids(folder: string): readonly number[] {
  return processesOf(folder)
    .filter(({ command }) => /pty-host\.cjs/.test(command))
    .map(({ pid }) => pid);
}

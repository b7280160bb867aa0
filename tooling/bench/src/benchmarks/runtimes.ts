import { setTimeout as pause } from 'node:timers/promises';
import type { Benchmark, BenchmarkContext, Findings, Invariant } from '../benchmark/benchmark.ts';
import type { Row } from '../benchmark/row.ts';
import { interleave } from '../figures/interleave.ts';
import { median, quantile } from '../figures/quantile.ts';
import type { BenchHome } from '../workshop/bench-home.ts';
import { processesOf } from '../workshop/folder-processes.ts';
import { readMemory, readProcessorMs } from '../workshop/process-figures.ts';
import { createSessionStarter } from '../workshop/session-fleet.ts';
import { untilAdopted } from './adoption.ts';
import { RUNTIMES, runtimeEnvironment, type RuntimeUnderBench } from './runtimes-under-bench.ts';
import { attachTerminal } from './session-terminal.ts';
import { spawnOnce, type StepTimes } from './spawn-steps.ts';
import { ECHO_COMMAND } from './terminal-programs.ts';
import { createTypist } from './typist.ts';

const SIZES = {
  full: { fleets: [1, 10, 50], keys: 300, spawns: 10, settleMs: 10_000, windowMs: 20_000 },
  smoke: { fleets: [1, 3], keys: 10, spawns: 1, settleMs: 100, windowMs: 200 },
} as const;

/** The same of every place where terminals can live. */
export const runtimes: Benchmark = { name: 'runtimes', title: 'Terminals in pty-host, tmux and zellij', run };

async function run(context: BenchmarkContext): Promise<Findings> {
  const findings: Findings[] = [];
  for (const runtime of RUNTIMES) findings.push(await measure(context, runtime));
  return {
    rows: findings.flatMap(({ rows }) => rows),
    invariants: findings.flatMap(({ invariants }) => invariants),
    notes: [
      'Spawns are medians, each step by the journal of the operation; what a spawn does besides its steps is not in them.',
      'Held: private memory of all processes that hold terminals (hosts, servers), divided by the sessions; the agents are not counted. Idle: the daemon and all these processes, in per cent of one core.',
    ],
  };
}

async function measure({ scale, workshop, progress }: BenchmarkContext, runtime: RuntimeUnderBench): Promise<Findings> {
  const { fleets, keys, spawns, settleMs, windowMs } = SIZES[scale];
  const { name } = runtime;
  const home = workshop.home({ env: runtimeEnvironment(name) });
  await home.start();
  const starter = await createSessionStarter(workshop, home, `repository-${name}`);
  const rows: Row[] = [];
  const row = (what: string, value: number, unit: Row['unit']) =>
    rows.push({ what: `${name}: ${what}`, value, unit, yardstick: null, aim: null });

  progress(`${name}: spawns`);
  const steps: StepTimes = new Map();
  const took: number[] = [];
  for (let round = 0; round < spawns; round += 1) took.push(await spawnOnce(home, starter.projectId, steps));
  row('spawn', median(took), 'ms');
  for (const [step, times] of steps) row(`spawn, step ${step}`, median(times), 'ms');

  const typedIn = await starter.start(ECHO_COMMAND);
  const typist = createTypist(await attachTerminal(workshop, home, typedIn.id), { isRedrawn: runtime.isRedrawn });
  let sessions = 1;
  for (const fleet of fleets) {
    progress(`${name}: starting sessions up to ${fleet}`);
    await starter.startMany(fleet - sessions);
    sessions = fleet;
    await interleave(10, { key: typist.press });
    const { key } = await interleave(keys, { key: typist.press });
    row(`echo p50, ${fleet} session${fleet === 1 ? '' : 's'}`, median(key), 'ms');
    row(`echo p99, ${fleet} session${fleet === 1 ? '' : 's'}`, quantile(key, 0.99), 'ms');
  }

  progress(`${name}: resting`);
  await pause(settleMs);
  const holders = () => processesOf(workshop.folder).filter(({ command }) => runtime.holder.test(command));
  const held = holders().reduce((sum, { pid }) => sum + readMemory(pid).privateMb, 0);
  row(`one held session of ${sessions}`, held / sessions, 'MB');
  const watched = [home.daemon().pid, ...holders().map(({ pid }) => pid)];
  const before = total(watched);
  await pause(windowMs);
  row(`idle with ${sessions} sessions`, ((total(watched) - before) / windowMs) * 100, '%');

  const { adoptedMs, lost } = await adoptAgain(home, sessions);
  row(`${sessions} sessions adopted after kill -9`, adoptedMs, 'ms');
  const invariants: Invariant[] = [
    { what: `${name}: every key is echoed`, holds: typist.wrong() === 0, seen: `${typist.wrong()} wrong` },
    { what: `${name}: no session is lost when the daemon is killed`, holds: lost === 0, seen: `${lost} lost` },
  ];
  await home.close();
  return { rows, invariants, notes: [] };
}

async function adoptAgain(home: BenchHome, count: number): Promise<{ readonly adoptedMs: number; readonly lost: number }> {
  home.daemon().kill('SIGKILL');
  await home.daemon().ended;
  const daemon = await home.start();
  await untilAdopted(home);
  const adoptedMs = performance.now() - daemon.startedAt;
  const live = (await home.client().sessions.list()).filter(({ phase }) => phase === 'live').length;
  return { adoptedMs, lost: count - live };
}

function total(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + (readProcessorMs(pid) ?? 0), 0);
}

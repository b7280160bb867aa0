import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { HOOK_COMMAND, HOOK_SPOOL_VARIABLE } from '@ao/adapter-kit';
import type { Session } from '@ao/client';
import type { Benchmark, BenchmarkContext, Findings, Invariant } from '../benchmark/benchmark.ts';
import type { Row } from '../benchmark/row.ts';
import { interleave } from '../figures/interleave.ts';
import { median, quantile } from '../figures/quantile.ts';
import type { SubscriberLine } from '../programs/event-subscriber-main.ts';
import type { WatcherLine } from '../programs/spool-watcher-main.ts';
import type { BenchHome } from '../workshop/bench-home.ts';
import type { Program } from '../workshop/program.ts';
import { createSessionStarter } from '../workshop/session-fleet.ts';
import type { Workshop } from '../workshop/workshop.ts';

const SIZES = { full: { fleets: [1, 10, 50], hooks: 400 }, smoke: { fleets: [1, 3], hooks: 10 } } as const;

/** From the start of an agent's hook command to the event at a client. */
export const hookLatency: Benchmark = { name: 'hook-latency', title: 'Hook fired to event at an SSE subscriber', run };

async function run(context: BenchmarkContext): Promise<Findings> {
  const { scale, workshop, progress } = context;
  const { fleets, hooks } = SIZES[scale];
  const home = workshop.home();
  await home.start();
  const starter = await createSessionStarter(workshop, home);
  const subscriber = workshop.program<SubscriberLine>('event-subscriber-main', [home.path]);
  await subscriber.next((line) => line.type === 'ready');
  const bare = await startBareWatcher(workshop);

  const agents: HookedAgent[] = [];
  const rows: Row[] = [];
  const invariants: Invariant[] = [];
  for (const fleet of fleets) {
    progress(`starting sessions up to ${fleet}`);
    for (const session of await starter.startMany(fleet - agents.length)) {
      const agent = createHookedAgent(home, session, subscriber);
      await agent.fire();
      agents.push(agent);
    }
    const events = countEvents(subscriber);
    const samples = await interleave(
      hooks,
      { bare: bare.fire, ao: () => agents[Math.floor(Math.random() * agents.length)]?.fire() ?? Number.NaN },
      (round) => round % 50 === 0 && progress(`${fleet} sessions: hook ${round + 1} of ${hooks}`),
    );
    rows.push(...rowsOf(fleet, samples));
    invariants.push(events.check(`${fleet} sessions`, hooks));
  }
  return {
    rows,
    invariants,
    notes: [
      `${hooks} hooks each, one at a time, fired by the real hook command in a random session; most of the time is the shell of the hook itself.`,
      'Yardstick: a process that does nothing but `fs.watch` on a folder, into which the same command writes.',
    ],
  };
}

function rowsOf(fleet: number, { ao, bare }: { readonly ao: readonly number[]; readonly bare: readonly number[] }): readonly Row[] {
  const yardstick = (value: number) => ({ what: 'bare `fs.watch`', value });
  const name = fleet === 1 ? '1 session' : `${fleet} sessions`;
  return [
    { what: `p50, ${name}`, value: median(ao), unit: 'ms', yardstick: yardstick(median(bare)), aim: { of: 'ratio', atMost: 2 } },
    {
      what: `p99, ${name}`,
      value: quantile(ao, 0.99),
      unit: 'ms',
      yardstick: yardstick(quantile(bare, 0.99)),
      aim: { of: 'value', atMost: 10 },
    },
  ];
}

/** Something whose hooks can be fired. */
interface HookedAgent {
  /** Answers how long it took until the hook was seen, in milliseconds. */
  fire(): Promise<number>;
}

/** Runs the hook command as an agent does, in a spool folder; answers when it was started. */
function fireHook(spool: string, event: string): bigint {
  const startedAt = process.hrtime.bigint();
  const child = spawn('/bin/sh', ['-c', HOOK_COMMAND], {
    env: { PATH: process.env['PATH'], [HOOK_SPOOL_VARIABLE]: spool },
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.stdin.end(JSON.stringify({ hook_event_name: event, session_id: 'bench', cwd: '/' }));
  return startedAt;
}

function millisecondsSince(startedAt: bigint, atNs: string): number {
  return Number(BigInt(atNs) - startedAt) / 1e6;
}

/** A session whose agent reports by turns that it works and that it is idle. */
function createHookedAgent(home: BenchHome, session: Session, subscriber: Program<SubscriberLine>): HookedAgent {
  const spool = join(home.path, 'sessions', session.id, 'spool', session.launch?.id ?? '');
  let isActive = false;
  return {
    async fire() {
      isActive = !isActive;
      const activity = isActive ? 'active' : 'idle';
      const told = subscriber.next((line) => line.type === 'activity' && line.sessionId === session.id && line.activity === activity);
      const startedAt = fireHook(spool, isActive ? 'UserPromptSubmit' : 'Stop');
      const line = await told;
      return line.type === 'activity' ? millisecondsSince(startedAt, line.atNs) : Number.NaN;
    },
  };
}

async function startBareWatcher(workshop: Workshop): Promise<HookedAgent> {
  const spool = join(workshop.folder, 'bare-spool');
  mkdirSync(spool);
  const watcher = workshop.program<WatcherLine>('spool-watcher-main', [spool]);
  await watcher.next((line) => line.type === 'ready');
  return {
    async fire() {
      const seen = watcher.next((line) => line.type === 'seen');
      const startedAt = fireHook(spool, 'Stop');
      const line = await seen;
      // The daemon clears its spools too.
      for (const name of readdirSync(spool)) rmSync(join(spool, name), { force: true });
      return line.type === 'seen' ? millisecondsSince(startedAt, line.atNs) : Number.NaN;
    },
  };
}

/** Every hook changes the activity once, so there is exactly one event for each, and their numbers rise. */
function countEvents(subscriber: Program<SubscriberLine>): { check(what: string, expected: number): Invariant } {
  const sequences: number[] = [];
  const stop = subscriber.onLine((line) => line.type === 'activity' && sequences.push(line.sequence));
  return {
    check(what, expected) {
      stop();
      const rises = sequences.every((sequence, index) => index === 0 || sequence > (sequences[index - 1] ?? 0));
      const seen = `${sequences.length} events for ${expected} hooks, ${rises ? 'in order' : 'out of order'}`;
      return { what: `one event for each hook, ${what}`, holds: rises && sequences.length === expected, seen };
    },
  };
}

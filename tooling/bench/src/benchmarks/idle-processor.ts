import { setTimeout as pause } from 'node:timers/promises';
import type { Benchmark, BenchmarkContext, Findings } from '../benchmark/benchmark.ts';
import type { SubscriberLine } from '../programs/event-subscriber-main.ts';
import { readProcessorMs } from '../workshop/process-figures.ts';
import { createSessionStarter, waitForActivity } from '../workshop/session-fleet.ts';
import { hostPids } from './memory.ts';

const SIZES = {
  full: { sessions: 50, settleMs: 20_000, windowMs: 60_000 },
  smoke: { sessions: 2, settleMs: 0, windowMs: 500 },
} as const;

const IDLE_WITHIN_MS = 120_000;

/** What sessions cost that wait for their person. */
export const idleProcessor: Benchmark = { name: 'idle-processor', title: 'Processor time while all sessions are idle', run };

async function run({ scale, workshop, progress }: BenchmarkContext): Promise<Findings> {
  const { sessions: count, settleMs, windowMs } = SIZES[scale];
  const home = workshop.home({ agents: 'scripted' });
  const daemon = await home.start();
  progress(`starting ${count} sessions`);
  const starter = await createSessionStarter(workshop, home);
  await starter.startMany(count);
  const dashboard = workshop.program<SubscriberLine>('event-subscriber-main', [home.path]);
  await dashboard.next((line) => line.type === 'ready');
  progress('waiting until all are idle');
  await waitForActivity(home, 'idle', IDLE_WITHIN_MS);
  await pause(settleMs);

  progress(`watching for ${windowMs / 1000} s`);
  const hosts = hostPids(workshop.folder);
  const startedAt = performance.now();
  const daemonBefore = readProcessorMs(daemon.pid) ?? 0;
  const hostsBefore = total(hosts);
  await pause(windowMs);
  const elapsedMs = performance.now() - startedAt;
  const share = (usedMs: number): number => (usedMs / elapsedMs) * 100;
  const sessions = await home.client().sessions.list();
  const idle = sessions.filter(({ activity }) => activity.state === 'idle').length;
  return {
    rows: [
      {
        what: `daemon, ${count} idle sessions`,
        value: share((readProcessorMs(daemon.pid) ?? 0) - daemonBefore),
        unit: '%',
        yardstick: null,
        aim: { of: 'value', atMost: 1 },
      },
      {
        what: `all ${hosts.length} holders of terminals together`,
        value: share(total(hosts) - hostsBefore),
        unit: '%',
        yardstick: null,
        aim: null,
      },
    ],
    invariants: [{ what: 'all sessions stay idle', holds: idle === count, seen: `${idle} of ${count}` }],
    notes: [
      `Per cent of one core over ${windowMs / 1000} s, with one client on the event stream. The agents are the scripted agent: hooks, notes and a screen.`,
    ],
  };
}

function total(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + (readProcessorMs(pid) ?? 0), 0);
}

import { setTimeout as pause } from 'node:timers/promises';
import type { Session } from '@ao/client';
import type { Benchmark, BenchmarkContext, Findings } from '../benchmark/benchmark.ts';
import { median } from '../figures/quantile.ts';
import type { BenchHome } from '../workshop/bench-home.ts';
import { createSessionStarter } from '../workshop/session-fleet.ts';

const SIZES = { full: { sessions: 50, rounds: 5 }, smoke: { sessions: 3, rounds: 1 } } as const;

const POLL_MS = 5;
const ADOPTED_WITHIN_MS = 60_000;

/** A daemon dies in the worst way, and the next one finds everything again. */
export const adoption: Benchmark = { name: 'adoption', title: 'Daemon killed with -9: start until all sessions are adopted', run };

async function run({ scale, workshop, progress }: BenchmarkContext): Promise<Findings> {
  const { sessions: count, rounds } = SIZES[scale];
  const home = workshop.home();
  await home.start();
  progress(`starting ${count} sessions`);
  const starter = await createSessionStarter(workshop, home);
  const before = await starter.startMany(count);

  const readyMs: number[] = [];
  const adoptedMs: number[] = [];
  let lost = 0;
  for (let round = 0; round < rounds; round += 1) {
    progress(`round ${round + 1} of ${rounds}`);
    home.daemon().kill('SIGKILL');
    await home.daemon().ended;
    const daemon = await home.start();
    const adopted = await untilAdopted(home);
    adoptedMs.push(performance.now() - daemon.startedAt);
    readyMs.push(daemon.readyAfterMs);
    lost += count - adopted + countReplaced(before, await home.client().sessions.list());
  }
  return {
    rows: [
      {
        what: `all of ${count} sessions adopted`,
        value: median(adoptedMs),
        unit: 'ms',
        yardstick: null,
        aim: { of: 'value', atMost: 2_000 },
      },
      { what: 'ready for requests', value: median(readyMs), unit: 'ms', yardstick: null, aim: null },
    ],
    invariants: [{ what: 'no session is lost, and no agent is another one', holds: lost === 0, seen: `${lost} lost in ${rounds} rounds` }],
    notes: [`${rounds} rounds; the slowest took ${Math.max(...adoptedMs).toFixed(0)} ms. From the start of the process, Node included.`],
  };
}

/** Resolves when the sessions of the daemon before were looked after; answers how many were adopted. */
export async function untilAdopted(home: BenchHome): Promise<number> {
  const endAt = performance.now() + ADOPTED_WITHIN_MS;
  for (;;) {
    const { reconciliation } = await home.client().daemon.status();
    if (reconciliation.state === 'done') return reconciliation.adopted;
    if (reconciliation.state === 'failed' || performance.now() > endAt)
      throw new Error(`The sessions were not adopted: ${JSON.stringify(reconciliation)}`);
    await pause(POLL_MS);
  }
}

/** Sessions that are not live any more, or whose process is not the one it was. */
function countReplaced(before: readonly Session[], after: readonly Session[]): number {
  const now = new Map(after.map((session) => [session.id, session]));
  return before.filter(({ id, launch }) => {
    const session = now.get(id);
    return session?.phase !== 'live' || session.launch?.process?.pid !== launch?.process?.pid;
  }).length;
}

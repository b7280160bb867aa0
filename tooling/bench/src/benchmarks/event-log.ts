import { createRequire } from 'node:module';
import type BetterSqlite from 'better-sqlite3';
import type { Benchmark, BenchmarkContext, Findings } from '../benchmark/benchmark.ts';
import { interleave } from '../figures/interleave.ts';
import { median } from '../figures/quantile.ts';
import type { BenchHome } from '../workshop/bench-home.ts';
import type { Workshop } from '../workshop/workshop.ts';
import { databasePath, seedEndedSession, seedHome, seedProject } from './seeded-home.ts';

const SIZES = {
  full: { events: 1_000_000, behind: 10_000, rounds: 31 },
  smoke: { events: 20_000, behind: 500, rounds: 2 },
} as const;

/** Streams of a daemon whose log is long. */
export const eventLog: Benchmark = { name: 'event-log', title: 'Event stream over a long change log', run };

async function run({ scale, workshop, progress }: BenchmarkContext): Promise<Findings> {
  const { events, behind, rounds } = SIZES[scale];
  progress(`writing ${events} events`);
  const short = homeWithLog(workshop, behind + 1);
  const long = homeWithLog(workshop, events);
  await short.start();
  await long.start();
  const broken: string[] = [];

  const connect = (home: BenchHome) => async () => (await follow(home, { count: 0 })).tookMs;
  const resume = (home: BenchHome, name: string) => async () => {
    const { cursor } = await home.client().daemon.status();
    const { tookMs, sequences } = await follow(home, { after: cursor - behind, count: behind });
    const isWhole = sequences.length === behind && sequences.every((sequence, index) => sequence === cursor - behind + index + 1);
    if (!isWhole) broken.push(`${name}: ${sequences.length} events, from ${sequences[0]} to ${sequences.at(-1)}, cursor ${cursor}`);
    return tookMs;
  };
  const subjects = {
    connectShort: connect(short),
    connectLong: connect(long),
    resumeShort: resume(short, 'short log'),
    resumeLong: resume(long, 'long log'),
  };
  const samples = await interleave(rounds, subjects, (round) => progress(`round ${round + 1} of ${rounds}`));
  return {
    rows: [
      {
        what: `connect at the head, ${events} events in the log`,
        value: median(samples.connectLong),
        unit: 'ms',
        yardstick: { what: `${behind + 1} events in the log`, value: median(samples.connectShort) },
        aim: { of: 'ratio', atMost: 2 },
      },
      {
        what: `resume ${behind} events behind, ${events} in the log`,
        value: median(samples.resumeLong),
        unit: 'ms',
        yardstick: { what: 'they are all there is in the log', value: median(samples.resumeShort) },
        aim: { of: 'ratio', atMost: 2 },
      },
    ],
    invariants: [
      {
        what: 'a resumed stream has every event once, in order',
        holds: broken.length === 0,
        seen: broken.length === 0 ? `${behind} of ${behind}` : broken.join('; '),
      },
    ],
    notes: [
      `${rounds} interleaved rounds, medians. The daemon keeps 100,000 events; the rows above were measured while it dropped the others, which is the worst time.`,
    ],
  };
}

/** A home whose log has so many events: one written by the store itself, and copies of it. */
function homeWithLog(workshop: Workshop, events: number): BenchHome {
  const home = workshop.home();
  seedHome(home, (stores) => void seedEndedSession(stores, seedProject(stores, workshop.folder)));
  const Database = createRequire(import.meta.url)('better-sqlite3') as typeof BetterSqlite;
  const database = new Database(databasePath(home));
  const present = database.prepare<[], { newest: number }>('SELECT max(sequence) AS newest FROM change_log').get()?.newest ?? 0;
  database
    .prepare(
      `WITH RECURSIVE more (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM more WHERE n < ?)
       INSERT INTO change_log (type, at, project_id, session_id, payload)
       SELECT type, at, project_id, session_id, payload FROM more JOIN change_log WHERE sequence = ?`,
    )
    .run(events - present, present);
  database.close();
  return home;
}

/** Follows the stream until the snapshot, or until so many events have come. */
async function follow(
  home: BenchHome,
  { after, count }: { readonly after?: number | undefined; readonly count: number },
): Promise<{ readonly tookMs: number; readonly sequences: readonly number[] }> {
  const sequences: number[] = [];
  const ending = new AbortController();
  const client = home.client();
  const startedAt = performance.now();
  for await (const event of client.events({ after, signal: ending.signal, reconnect: false })) {
    if (event.type === 'snapshot' && count === 0) break;
    if ('sequence' in event) sequences.push(event.sequence);
    if (count > 0 && sequences.length === count) break;
  }
  const tookMs = performance.now() - startedAt;
  ending.abort();
  return { tookMs, sequences };
}

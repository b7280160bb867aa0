import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Benchmark, BenchmarkContext, Findings } from '../benchmark/benchmark.ts';
import { interleave } from '../figures/interleave.ts';
import { median } from '../figures/quantile.ts';
import type { BenchHome } from '../workshop/bench-home.ts';
import type { Workshop } from '../workshop/workshop.ts';
import { seedEndedSession, seedHome, seedProject, seedPullRequest } from './seeded-home.ts';

const FEW = 10;
const SIZES = { full: { many: 1_000, rounds: 60 }, smoke: { many: 100, rounds: 3 } } as const;

const COUNTED_WITHIN_MS = 10_000;

const QUERY_COUNTER = fileURLToPath(new URL('../programs/query-counter.mjs', import.meta.url));

/** All sessions with their pull requests, as a dashboard asks for them. */
export const sessionList: Benchmark = { name: 'session-list', title: '`GET /sessions` with pull requests', run };

async function run({ scale, workshop, progress }: BenchmarkContext): Promise<Findings> {
  const { many, rounds } = SIZES[scale];
  progress(`writing ${many} sessions`);
  const few = seededHome(workshop, FEW);
  const lots = seededHome(workshop, many);

  const fewQueries = await countQueries(workshop, few);
  const manyQueries = await countQueries(workshop, lots);

  await few.start();
  await lots.start();
  const sizes = { few: await sizeOf(few), many: await sizeOf(lots) };
  const subjects = { few: () => timeList(few), many: () => timeList(lots) };
  await interleave(5, subjects);
  const samples = await interleave(rounds, subjects, (round) => round % 10 === 0 && progress(`round ${round + 1} of ${rounds}`));
  return {
    rows: [
      {
        what: `${many} sessions`,
        value: median(samples.many),
        unit: 'ms',
        yardstick: { what: `${FEW} sessions`, value: median(samples.few) },
        aim: { of: 'ratio', atMost: many / FEW },
      },
      {
        what: `queries for ${many} sessions`,
        value: manyQueries,
        unit: 'queries',
        yardstick: { what: `for ${FEW} sessions`, value: fewQueries },
        aim: { of: 'ratio', atMost: 1 },
      },
    ],
    invariants: [
      { what: 'every session is in the list', holds: sizes.few === FEW && sizes.many === many, seen: `${sizes.few} and ${sizes.many}` },
      {
        what: 'the number of queries does not grow with the sessions',
        holds: manyQueries === fewQueries,
        seen: `${fewQueries} and ${manyQueries}`,
      },
    ],
    notes: [`${rounds} interleaved rounds, medians; the answer is read and parsed. Queries are counted in another start of the daemon.`],
  };
}

function seededHome(workshop: Workshop, count: number): BenchHome {
  const home = workshop.home();
  seedHome(home, (stores) =>
    stores.transaction(() => {
      const project = seedProject(stores, workshop.folder);
      for (let index = 0; index < count; index += 1) seedPullRequest(stores, seedEndedSession(stores, project));
    }),
  );
  return home;
}

async function sizeOf(home: BenchHome): Promise<number> {
  const sessions = await home.client().sessions.list({ includeEnded: true });
  return sessions.filter(({ pullRequests }) => pullRequests.length === 1).length;
}

async function timeList(home: BenchHome): Promise<number> {
  const startedAt = performance.now();
  await home.client().sessions.list({ includeEnded: true });
  return performance.now() - startedAt;
}

/** Statements of one request. What the daemon runs by itself now and then is told apart by taking the least of several. */
async function countQueries(workshop: Workshop, home: BenchHome): Promise<number> {
  const file = join(workshop.folder, 'query-count');
  const daemon = await home.start({ nodeFlags: ['--import', QUERY_COUNTER], env: { BENCH_QUERY_COUNT: file } });
  const counts: number[] = [];

  async function readCount(): Promise<number> {
    rmSync(file, { force: true });
    daemon.kill('SIGUSR2');
    const endAt = performance.now() + COUNTED_WITHIN_MS;
    while (performance.now() < endAt) {
      await pause(5);
      const text = textOf(file);
      if (text !== '') return Number(text);
    }
    throw new Error('The daemon did not tell how many queries it made.');
  }

  while (counts.length < 5) {
    await readCount();
    await timeList(home);
    counts.push(await readCount());
  }
  await home.client().daemon.shutdown({});
  await daemon.ended;
  return Math.min(...counts);
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

import { expect, test } from 'vitest';
import type { Workshop } from '../workshop/workshop.ts';
import type { Benchmark, Findings } from './benchmark.ts';
import type { Row } from './row.ts';
import { type Outcome, runBenchmarks } from './run-benchmarks.ts';

const row: Row = { what: 'start', value: 3, unit: 'ms', yardstick: { what: 'node', value: 2 }, aim: { of: 'ratio', atMost: 1 } };

function benchmark(name: string, findings: Partial<Findings> | Error): Benchmark {
  return {
    name,
    title: name,
    async run() {
      if (findings instanceof Error) throw findings;
      return { rows: [row], invariants: [], notes: [], ...findings };
    },
  };
}

function createWorkshops(): { readonly create: () => Workshop; readonly open: () => number } {
  let open = 0;
  const create = (): Workshop => {
    open += 1;
    return { close: async () => void (open -= 1) } as Workshop;
  };
  return { create, open: () => open };
}

async function run(benchmarks: readonly Benchmark[], createWorkshop: () => Workshop, signal = new AbortController().signal) {
  const told: Outcome[] = [];
  const onOutcome = (outcome: Outcome): void => void told.push(outcome);
  const outcomes = await runBenchmarks(benchmarks, { scale: 'smoke', createWorkshop, progress: () => undefined, onOutcome, signal });
  expect(told).toEqual(outcomes);
  return outcomes;
}

test('a missed aim is told, but is no failure', async () => {
  const workshops = createWorkshops();
  const [outcome] = await run([benchmark('slow', {})], workshops.create);
  expect(outcome).toMatchObject({ name: 'slow', failure: null, findings: { rows: [row] } });
  expect(workshops.open()).toBe(0);
});

test.each<[string, Partial<Findings> | Error, RegExp]>([
  ['an error', new Error('no daemon'), /^no daemon$/],
  ['no figures at all', { rows: [] }, /it has no figures/],
  ['something that is no number', { rows: [{ ...row, value: Number.NaN }] }, /"start" is no figure/],
  ['a yardstick that is no number', { rows: [{ ...row, yardstick: { what: 'node', value: Number.NaN } }] }, /"start" is no figure/],
  [
    'something that must always hold and does not',
    { invariants: [{ what: 'nothing is lost', holds: false, seen: '1 lost' }] },
    /it does not hold that nothing is lost: 1 lost/,
  ],
])('%s is a failure, and the next one is run all the same', async (_, findings, failure) => {
  const workshops = createWorkshops();
  const outcomes = await run([benchmark('broken', findings), benchmark('fine', {})], workshops.create);
  expect(outcomes.map(({ name }) => name)).toEqual(['broken', 'fine']);
  expect(outcomes[0]?.failure).toMatch(failure);
  expect(outcomes[1]?.failure).toBeNull();
  expect(workshops.open()).toBe(0);
});

test('whatever is left behind is a failure', async () => {
  const untidy = (): Workshop => ({ close: () => Promise.reject(new Error('left running: 7 sleep')) }) as unknown as Workshop;
  const [outcome] = await run([benchmark('untidy', {})], untidy);
  expect(outcome?.failure).toBe('left running: 7 sleep');
});

test('an interruption closes the workshop, and nothing further is begun', async () => {
  const interruption = new AbortController();
  const workshops = createWorkshops();
  const first: Benchmark = {
    ...benchmark('first', {}),
    async run() {
      interruption.abort();
      expect(workshops.open()).toBe(0);
      throw new Error('interrupted');
    },
  };
  const closeOnce = (): Workshop => {
    const workshop = workshops.create();
    let closing: Promise<void> | null = null;
    return { ...workshop, close: () => (closing ??= workshop.close()) };
  };
  const outcomes = await run([first, benchmark('second', {})], closeOnce, interruption.signal);
  expect(outcomes).toHaveLength(1);
});

import { AoError } from '@ao/domain';
import { describe, expect, test } from 'vitest';
import { type ChecksReading, mapChecks } from './map-checks.ts';
import type { CheckNode } from './poll-schema.ts';

const HEAD = 'a'.repeat(40);

function run(
  name: string,
  facts: {
    readonly status?: string;
    readonly conclusion?: string | null;
    readonly suite?: string;
    readonly at?: number;
    readonly number?: number | bigint | null;
    readonly app?: string;
  } = {},
): CheckNode {
  return {
    __typename: 'CheckRun',
    id: `CR_${name}_${facts.number ?? 1}`,
    databaseId: facts.number === undefined ? 1 : facts.number,
    name,
    status: facts.status ?? 'COMPLETED',
    conclusion: facts.conclusion === undefined ? 'SUCCESS' : facts.conclusion,
    startedAt: new Date(Date.UTC(2026, 0, 1) + (facts.at ?? 0) * 1_000).toISOString(),
    checkSuite: { id: facts.suite ?? 'CS_1', app: { slug: facts.app ?? 'github-actions' }, workflowRun: { workflow: { name: 'CI' } } },
  };
}

const status = (context: string, state: string): CheckNode => ({ __typename: 'StatusContext', id: `SC_${context}`, context, state });

function mapped(nodes: readonly CheckNode[], more: Partial<ChecksReading> = {}) {
  return mapChecks({ host: 'github.com', headCommit: HEAD, commit: HEAD, nodes, total: nodes.length, required: [], error: null, ...more });
}

describe("GitHub's words for", () => {
  test.each([
    ['SUCCESS', 'passed'],
    ['NEUTRAL', 'passed'],
    ['FAILURE', 'failed'],
    ['TIMED_OUT', 'failed'],
    ['ACTION_REQUIRED', 'failed'],
    ['STARTUP_FAILURE', 'failed'],
    ['CANCELLED', 'cancelled'],
    ['SKIPPED', 'skipped'],
    ['STALE', 'skipped'],
    ['A_NEW_WORD', 'unknown'],
    [null, 'unknown'],
  ])('an end: %s is %s', (conclusion, state) => {
    expect(mapped([run('x', { conclusion })]).items[0]?.state).toBe(state);
  });

  test.each([
    ['QUEUED', 'queued'],
    ['PENDING', 'queued'],
    ['REQUESTED', 'queued'],
    ['WAITING', 'queued'],
    ['IN_PROGRESS', 'running'],
    ['A_NEW_WORD', 'unknown'],
  ])('a run: %s is %s', (word, state) => {
    expect(mapped([run('x', { status: word, conclusion: null })]).items[0]?.state).toBe(state);
  });

  test.each([
    ['SUCCESS', 'passed'],
    ['FAILURE', 'failed'],
    ['ERROR', 'failed'],
    ['PENDING', 'running'],
    ['EXPECTED', 'queued'],
    ['A_NEW_WORD', 'unknown'],
  ])('a commit status: %s is %s', (word, state) => {
    expect(mapped([status('x', word)]).items[0]).toMatchObject({ state, jobId: null, workflow: null });
  });
});

describe('all together', () => {
  const passed = run('passed');
  const failed = run('failed', { conclusion: 'FAILURE' });
  const running = run('running', { status: 'IN_PROGRESS', conclusion: null });
  const skipped = run('skipped', { conclusion: 'SKIPPED' });
  const odd = run('odd', { conclusion: 'A_NEW_WORD' });
  const error = new AoError('FORGE_UNAVAILABLE');

  test.each<[string, readonly CheckNode[], Partial<ChecksReading>, string, boolean]>([
    ['none', [], {}, 'unknown', true],
    ['all passed', [passed, skipped], {}, 'passing', true],
    ['all skipped', [skipped], {}, 'passing', true],
    ['one runs', [passed, running], {}, 'pending', false],
    ['one failed while another runs', [failed, running], {}, 'failing', false],
    ['one was cancelled', [passed, run('c', { conclusion: 'CANCELLED' })], {}, 'failing', true],
    ['one nobody understands', [passed, odd], {}, 'unknown', false],
    ['one failed, and there are more', [failed], { total: 9, error }, 'failing', false],
    ['all that was read passed, and there are more', [passed], { total: 9, error }, 'unknown', false],
    ['a required one has not come yet', [passed], { required: ['deploy'] }, 'passing', false],
    ['nobody knows what is required', [passed], { required: null }, 'passing', true],
    ['they are of the commit before', [passed], { commit: 'b'.repeat(40) }, 'unknown', false],
    ['there is no commit', [], { commit: null }, 'unknown', false],
  ])('%s', (_, nodes, more, state, isSettled) => {
    expect(mapped(nodes, more)).toMatchObject({ state, isSettled });
  });
});

describe('runs that were repeated', () => {
  test('the one that began last counts, in whatever order they come', () => {
    const old = run('test', { conclusion: 'FAILURE', at: 1, number: 1 });
    const repeated = run('test', { at: 2, number: 2 });
    for (const nodes of [
      [old, repeated],
      [repeated, old],
    ])
      expect(mapped(nodes)).toMatchObject({ state: 'passing', total: 1, isComplete: true, items: [{ jobId: '2' }] });
  });

  test('of two that began at once the one with the higher number', () => {
    const nodes = [run('test', { number: 7 }), run('test', { conclusion: 'FAILURE', number: 5 })];
    expect(mapped(nodes)).toMatchObject({ state: 'passing', items: [{ jobId: '7' }] });
  });

  test('the same name in another suite, or as a commit status, is another check', () => {
    expect(mapped([run('test'), run('test', { suite: 'CS_2' }), status('test', 'SUCCESS')]).items).toHaveLength(3);
  });
});

test('only jobs of GitHub Actions have a log; numbers no number can hold stay whole', () => {
  const items = mapped([run('a', { number: 9_007_199_254_740_993n }), run('b', { app: 'circleci' }), run('c', { number: null })]).items;
  expect(items.map(({ jobId }) => jobId)).toEqual(['9007199254740993', null, null]);
});

test('whether one is required is unknown when the rules are', () => {
  const required = (names: readonly string[] | null) =>
    mapped([run('test'), status('deploy', 'SUCCESS')], { required: names }).items.map(({ isRequired }) => isRequired);
  expect([required(['deploy']), required([]), required(null)]).toEqual([
    [false, true],
    [false, false],
    [null, null],
  ]);
});

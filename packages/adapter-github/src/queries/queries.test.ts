import { readdir } from 'node:fs/promises';
import { githubSchema, pageLimitsRule, queryCost } from '@ao/github-stand-in';
import { NoDeprecatedCustomRule, parse, specifiedRules, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import * as detailQueries from './detail-queries.ts';
import { FAILED_CHECK_QUERY, RESOLVE_THREAD_MUTATION, THREADS_CHUNK, THREADS_QUERY } from './detail-queries.ts';
import * as pollQueries from './poll-query.ts';
import { MORE_CHECKS_QUERY, MORE_THREADS_QUERY, POLL_CHUNK, POLL_QUERY, POLL_QUERY_OLDER } from './poll-query.ts';

const ids = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `ID_${index}`);

/** What each may cost of the 5,000 points an hour, and how many nodes it may name of the 500,000 GitHub allows. */
const BUDGETS = [
  { name: 'poll of one', document: POLL_QUERY, variables: { ids: ids(1) }, points: 1 },
  { name: 'poll of a full chunk', document: POLL_QUERY, variables: { ids: ids(POLL_CHUNK) }, points: 1 },
  { name: 'poll of an older server', document: POLL_QUERY_OLDER, variables: { ids: ids(POLL_CHUNK) }, points: 1 },
  { name: 'more checks', document: MORE_CHECKS_QUERY, variables: { id: 'x', after: 'y' }, points: 1 },
  { name: 'more threads', document: MORE_THREADS_QUERY, variables: { id: 'x', before: 'y' }, points: 1 },
  { name: 'threads', document: THREADS_QUERY, variables: { ids: ids(THREADS_CHUNK) }, points: 1 },
  { name: 'a failed check', document: FAILED_CHECK_QUERY, variables: { id: 'x' }, points: 1 },
  { name: 'resolving a thread', document: RESOLVE_THREAD_MUTATION, variables: { id: 'x' }, points: 1 },
];

test('every document has a budget', async () => {
  const files = (await readdir(import.meta.dirname)).filter((name) => !name.endsWith('.test.ts'));
  expect(files.toSorted()).toEqual(['detail-queries.ts', 'poll-query.ts']);
  const documents = Object.values({ ...detailQueries, ...pollQueries }).filter((value) => typeof value === 'string');
  expect(documents.filter((document) => BUDGETS.every((budget) => budget.document !== document))).toEqual([]);
});

describe.each(BUDGETS)('$name', ({ document, variables, points }) => {
  const schema = githubSchema();
  const parsed = parse(document);

  test('is a query GitHub takes, with nothing that will go away', () => {
    const errors = validate(schema, parsed, [...specifiedRules, NoDeprecatedCustomRule, pageLimitsRule]);
    expect(errors.map((error) => error.message)).toEqual([]);
  });

  test('stays within its budget', () => {
    const cost = queryCost(schema, parsed, variables);
    expect(cost.points).toBeLessThanOrEqual(points);
    expect(cost.nodes).toBeLessThan(50_000);
  });
});

test('fifty pull requests every thirty seconds take a twentieth of the hour', () => {
  const cost = queryCost(githubSchema(), parse(POLL_QUERY), { ids: ids(POLL_CHUNK) });
  expect(cost.points * 2 * 120).toBeLessThanOrEqual(5_000 / 20);
});

test('what older servers do not know stands in the newer query alone', () => {
  for (const field of ['mergeQueueEntry', 'isInMergeQueue', 'rules(', 'requiredStatusChecks ']) {
    expect(POLL_QUERY).toContain(field);
    expect(POLL_QUERY_OLDER).not.toContain(field);
  }
});

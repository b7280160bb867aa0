import { parse, validate } from 'graphql';
import { expect, test } from 'vitest';
import { githubSchema } from './github-schema.ts';
import { pageLimitsRule } from './page-limits.ts';
import { queryCost } from './query-cost.ts';

/** The worked example of GitHub's page on rate limits: 5,101 requests, 51 points. */
const WORKED_EXAMPLE = `query { viewer { login repositories(first: 100) { edges { node { id
  issues(first: 50) { edges { node { id labels(first: 60) { edges { node { id name } } } } } } } } } } }`;

test("GitHub's own worked example comes out as GitHub says", () => {
  expect(queryCost(githubSchema(), parse(WORKED_EXAMPLE))).toMatchObject({ requests: 5101, points: 51 });
});

test('the least a query costs is one point', () => {
  expect(queryCost(githubSchema(), parse('{ viewer { login } }'))).toEqual({ requests: 0, points: 1, nodes: 0 });
});

test('ids that are handed in count as many as there are, through fragments too', () => {
  const document = parse(
    `query Q($ids: [ID!]!) { nodes(ids: $ids) { ...P } } fragment P on PullRequest { reviews(last: 10) { totalCount } }`,
  );
  const ids = Array.from({ length: 50 }, String);
  expect(queryCost(githubSchema(), document, { ids })).toEqual({ requests: 51, points: 1, nodes: 550 });
});

test.each([
  ['without a limit', 'issues { totalCount }', 'must provide'],
  ['with both limits', 'issues(first: 1, last: 1) { totalCount }', 'both'],
  ['with too large a limit', 'issues(first: 101) { totalCount }', 'exceeds'],
  ['with no page at all', 'issues(last: 0) { totalCount }', 'exceeds'],
])('a connection %s is refused', (_, field, words) => {
  const errors = validate(githubSchema(), parse(`{ repository(owner: "a", name: "b") { ${field} } }`), [pageLimitsRule]);
  expect(errors.map((error) => error.message).join()).toContain(words);
});

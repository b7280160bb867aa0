import { createFakeClock, createSilentLogger } from '@ao/testing';
import { describe, expect, test } from 'vitest';
import { createGithub } from '../create-github.ts';

const ID = 'github.com:PR_kwDOA';
const RATE = {
  'x-ratelimit-limit': '5000',
  'x-ratelimit-remaining': '4000',
  'x-ratelimit-reset': '4000000000',
  'x-ratelimit-resource': 'graphql',
};

/** What becomes of one pull request when the host answers so. */
async function pollAnsweredBy(body: unknown, init: { readonly status?: number; readonly headers?: Record<string, string> } = {}) {
  const clock = createFakeClock();
  const { scm } = createGithub({
    env: { GITHUB_TOKEN: 'ghp_x' },
    ghProgram: null,
    logger: createSilentLogger(),
    clock: { ...clock, sleep: async () => undefined },
    fetch: async () => Response.json(body, { status: init.status ?? 200, headers: { ...RATE, ...init.headers } }),
  });
  return { answer: (await scm.poll([ID])).get(ID), budget: scm.budget('github.com') };
}

const errorAt = (type: string | null, message = 'words', path: readonly (string | number)[] | null = ['nodes', 0]) => ({
  ...(type === null ? {} : { type }),
  ...(path === null ? {} : { path }),
  message,
});

describe('answers of GitHub', () => {
  test.each([
    ['one that is gone', { data: { nodes: [null] }, errors: [errorAt('NOT_FOUND')] }, { outcome: 'gone' }],
    ['nothing, without a word', { data: { nodes: [null] } }, { outcome: 'gone' }],
    [
      'one that may not be read',
      { data: { nodes: [null] }, errors: [errorAt('FORBIDDEN')] },
      { outcome: 'forbidden', error: { code: 'FORGE_FORBIDDEN' } },
    ],
    [
      'an organization that wants single sign-on',
      { data: { nodes: [null] }, errors: [errorAt('FORBIDDEN', 'Resource protected by organization SAML enforcement.')] },
      { outcome: 'forbidden', error: { message: expect.stringContaining('Authorize it for the organization') as string } },
    ],
    ['a token with too few rights', { data: null, errors: [errorAt('INSUFFICIENT_SCOPES', 'needs repo', null)] }, { outcome: 'forbidden' }],
    [
      'one that went wrong',
      { data: { nodes: [null] }, errors: [errorAt('SERVICE_UNAVAILABLE')] },
      { outcome: 'unknown', error: { code: 'FORGE_UNAVAILABLE' } },
    ],
    [
      'all that went wrong',
      {
        errors: [errorAt(null, 'Something went wrong while executing your query. Please include `ABCD` when reporting this issue.', null)],
      },
      { outcome: 'unknown', error: { code: 'FORGE_UNAVAILABLE' } },
    ],
    [
      'a limit',
      { errors: [errorAt('RATE_LIMITED', 'API rate limit exceeded', null)] },
      { outcome: 'unknown', error: { code: 'FORGE_RATE_LIMITED' } },
    ],
    ['another kind of thing', { data: { nodes: [{ __typename: 'Issue', id: 'I_1' }] } }, { outcome: 'gone' }],
    [
      'half of a pull request',
      { data: { nodes: [{ __typename: 'PullRequest', id: 'PR_1' }] } },
      { outcome: 'unknown', error: { code: 'FORGE_ANSWER_INVALID' } },
    ],
    ['neither data nor errors', {}, { outcome: 'unknown', error: { code: 'FORGE_ANSWER_INVALID' } }],
    ['a list', [], { outcome: 'unknown', error: { code: 'FORGE_ANSWER_INVALID' } }],
    ['errors of another shape', { errors: 'no' }, { outcome: 'unknown', error: { code: 'FORGE_ANSWER_INVALID' } }],
    ['errors without words', { data: { nodes: [null] }, errors: [{}] }, { outcome: 'gone' }],
  ] as const)('(%s) are understood', async (_, body, expected) => {
    expect((await pollAnsweredBy(body)).answer).toMatchObject(expected);
  });

  test('a limit that its own figures deny is believed all the same, for a while', async () => {
    const { budget } = await pollAnsweredBy({ errors: [errorAt('RATE_LIMITED', 'API rate limit exceeded', null)] });
    expect(budget).toMatchObject({ batched: { remaining: 4_000 }, notBefore: expect.any(Number) as number });
  });

  test('the cost of a query is what it says itself', async () => {
    const rateLimit = { cost: 7, limit: 5_000, remaining: 3_900, resetAt: '2096-10-02T07:06:40Z' };
    const { budget } = await pollAnsweredBy({ data: { rateLimit, nodes: [null] } });
    expect(budget?.batched).toMatchObject({ remaining: 3_900, ownCostPerHour: 420 });
  });

  test('a server without limits has no budget', async () => {
    const { budget } = await pollAnsweredBy({ data: { nodes: [null] } }, { headers: { 'x-ratelimit-limit': '' } });
    expect(budget).toMatchObject({ batched: null, notBefore: null });
  });

  test('numbers no number can hold do no harm', async () => {
    const node = { __typename: 'PullRequest', id: 'PR_1', number: 1 };
    const { answer } = await pollAnsweredBy({ data: { nodes: [{ ...node, fullDatabaseId: '9007199254740993' }] } });
    expect(answer?.outcome).toBe('unknown');
    expect(JSON.stringify(answer)).toContain('unknown');
  });
});

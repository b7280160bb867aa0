import { describe, expect, test } from 'vitest';
import { classifyRefusal, messageOf } from './classify-reply.ts';

const classify = (status: number, headers: Readonly<Record<string, string>> = {}, message?: string) =>
  classifyRefusal({ host: 'github.com', status, headers, data: message === undefined ? '<html>' : { message } });

describe('an answer of 400 and above', () => {
  test.each([
    [401, {}, 'Bad credentials', 'unauthorized'],
    [403, { 'x-ratelimit-remaining': '0' }, 'API rate limit exceeded for user ID 1.', 'primary_limit'],
    [429, { 'x-ratelimit-remaining': '0' }, 'API rate limit exceeded', 'primary_limit'],
    [403, { 'retry-after': '60' }, 'anything', 'secondary_limit'],
    [403, { 'x-ratelimit-remaining': '0', 'retry-after': '60' }, 'You have exceeded a secondary rate limit', 'secondary_limit'],
    [403, { 'x-ratelimit-remaining': '12' }, 'You have exceeded a secondary rate limit.', 'secondary_limit'],
    [403, {}, 'You have triggered an abuse detection mechanism.', 'secondary_limit'],
    [403, {}, 'API rate limit exceeded for 10.0.0.1.', 'secondary_limit'],
    [429, {}, undefined, 'secondary_limit'],
  ] as const)('%i %j "%s" is %s', (status, headers, message, type) => {
    expect(classify(status, headers, message).type).toBe(type);
  });

  test.each([
    [404, { type: 'gone', status: 404 }],
    [410, { type: 'gone', status: 410 }],
    [403, { type: 'forbidden', error: { code: 'FORGE_FORBIDDEN' } }],
    [451, { type: 'forbidden' }],
    [405, { type: 'refused', status: 405, message: 'words' }],
    [409, { type: 'refused' }],
    [422, { type: 'refused' }],
    [500, { type: 'failed', isTooMuch: false }],
    [502, { type: 'failed', isTooMuch: true, error: { code: 'FORGE_UNAVAILABLE' } }],
    [503, { type: 'failed', isTooMuch: false }],
    [504, { type: 'failed', isTooMuch: true }],
  ])('%i is %j', (status, reply) => {
    expect(classify(status, {}, 'words')).toMatchObject({ type: 'reply', reply });
  });
});

describe('what the token may not do', () => {
  const words = (headers: Readonly<Record<string, string>>, message?: string): string => {
    const refusal = classify(403, headers, message);
    return refusal.type === 'reply' && refusal.reply.type === 'forbidden' ? refusal.reply.error.message : refusal.type;
  };

  test.each([
    [{}, 'Must have admin rights', 'Must have admin rights'],
    [{}, undefined, 'no reason given'],
    [{ 'x-accepted-github-permissions': 'pull_requests=write' }, 'no', 'Give it the right: pull_requests=write'],
    [{ 'x-accepted-oauth-scopes': 'repo' }, 'no', 'Give it the right: repo'],
    [{ 'x-github-sso': 'required' }, 'no', 'single sign-on'],
    [{}, 'Resource protected by organization SAML enforcement', 'single sign-on'],
  ])('(%j, %j) is said with what to do', (headers, message, expected) => {
    expect(words(headers, message)).toContain(expected);
  });
});

test.each([['text'], [null], [[]], [{ message: 5 }], [{}], [undefined]])('%j holds no words', (data) => {
  expect(messageOf(data)).toBe('');
});

test('words of a host are one short line', () => {
  expect(messageOf({ message: `a\nb ${'x'.repeat(10_000)}` })).toHaveLength(300);
});

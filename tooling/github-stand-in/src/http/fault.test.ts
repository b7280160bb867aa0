import { afterEach, beforeEach, expect, test } from 'vitest';
import { type FaultEffect, type GitHubStandIn, startGitHubStandIn } from '../index.ts';
import { createFaultQueue } from './fault.ts';

let github: GitHubStandIn;
beforeEach(async () => {
  github = await startGitHubStandIn();
});
afterEach(() => github.close());

const ask = (signal?: AbortSignal) =>
  fetch(`${github.url}/api/v3/user`, { headers: { authorization: `Bearer ${github.token}` }, ...(signal === undefined ? {} : { signal }) });

test.each<[FaultEffect, object]>([
  [{ type: 'status', status: 502 }, { status: 502 }],
  [{ type: 'status', status: 404, body: 'gone', headers: { 'x-a': 'b' } }, { status: 404 }],
  [{ type: 'delay', delayMs: 1 }, { status: 200 }],
  [{ type: 'half_answer' }, { status: 200 }],
  [{ type: 'secondary_limit', retryAfter: '7' }, { status: 403 }],
  [{ type: 'secondary_limit', status: 429 }, { status: 429 }],
  [{ type: 'primary_limit', resetInSeconds: 60 }, { status: 403 }],
])('%j befalls one request, and the next is answered', async (effect, expected) => {
  github.faults.add({ on: 'rest', effect });
  expect(await ask()).toMatchObject(expected);
  const next = await ask();
  expect(await next.json()).toMatchObject({ login: 'octo' });
  expect(github.usage.requests).toHaveLength(2);
});

test('half an answer is half an answer', async () => {
  github.faults.add({ on: 'rest', effect: { type: 'half_answer' } });
  await expect((await ask()).json()).rejects.toThrow(/JSON/);
});

test('a limit says when it ends', async () => {
  github.faults.add({ on: 'rest', effect: { type: 'secondary_limit', retryAfter: '7' } });
  expect((await ask()).headers.get('retry-after')).toBe('7');
  github.faults.add({ on: 'rest', effect: { type: 'primary_limit', resetInSeconds: 60 } });
  const { headers } = await ask();
  expect(headers.get('x-ratelimit-remaining')).toBe('0');
  expect(Number(headers.get('x-ratelimit-reset')) * 1_000 - Date.now()).toBeLessThanOrEqual(61_000);
});

test('a connection can be cut, or hang', async () => {
  github.faults.add({ on: 'rest', effect: { type: 'reset' } });
  await expect(ask()).rejects.toThrow(/fetch failed/);
  github.faults.add({ on: 'rest', effect: { type: 'hang' } });
  await expect(ask(AbortSignal.timeout(50))).rejects.toThrow(/timeout/);
});

test('faults wait for the request they are meant for, in their order, so many times', () => {
  const queue = createFaultQueue();
  const request = { method: 'GET', path: '/x', ids: 3, operation: '' };
  queue.add({ on: 'rest', effect: { type: 'hang' }, times: 2 });
  queue.add({ on: 'rest', effect: { type: 'reset' } });
  queue.add({ on: 'graphql', effect: { type: 'hang' }, when: ({ ids }) => ids > 5 });
  expect(queue.take('graphql', request)).toBeNull();
  expect([1, 2, 3, 4].map(() => queue.take('rest', request)?.type)).toEqual(['hang', 'hang', 'reset', undefined]);
  expect(queue.take('graphql', { ...request, ids: 6 })?.type).toBe('hang');
  queue.add({ on: 'log', effect: { type: 'reset' } });
  queue.clear();
  expect(queue.take('log', request)).toBeNull();
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createIssueWorld } from '../__fixtures__/issue-world.ts';
import type { BatchResult } from './batch-request.ts';

const shop = { projectId: 'shop' };

/** What is decided about each task, in short. */
function plan({ items }: BatchResult): readonly string[] {
  return items.map(({ issue, prompt, decision }) => {
    const what = issue?.label ?? prompt ?? '';
    return decision.action === 'skip'
      ? `${what}: ${decision.reason}`
      : `${what}: ${decision.action === 'refuse' ? decision.code : 'start'}`;
  });
}

/** What became of each task, in short. */
function outcomes({ items }: BatchResult): readonly string[] {
  return items.map(({ outcome, decision }) =>
    outcome === null ? decision.action : outcome.state === 'failed' ? outcome.code : `${outcome.sessionId} ${outcome.state}`,
  );
}

describe('a plan', () => {
  test('of issues, prompts and both says what happens, and starts nothing', async () => {
    const { service, started, addIssue } = createIssueWorld();
    for (const number of [1, 2, 4]) addIssue(number, number === 2 ? { state: 'done' } : {});
    addIssue(3, { isPullRequest: true });
    await service.spawn({ ...shop, issue: '#4' });
    const items = [
      { issue: '#1' },
      { issue: '#2' },
      { issue: '#3' },
      { issue: '4' },
      { issue: '#5' },
      { issue: 'nonsense' },
      { issue: 'acme/shop#1' },
      { prompt: 'Tidy up\nall of it' },
      {},
    ];
    const result = await service.batch({ ...shop, items, execute: false });
    expect(plan(result)).toEqual([
      'acme/shop#1: start',
      'acme/shop#2: closed',
      'acme/shop#3: ISSUE_IS_PULL_REQUEST',
      'acme/shop#4: taken',
      '#5: ISSUE_NOT_FOUND',
      'nonsense: ISSUE_REFERENCE_INVALID',
      'acme/shop#1: repeated',
      'Tidy up\nall of it: start',
      ': INVALID_REQUEST',
    ]);
    expect(result).toMatchObject({ started: 2, skipped: 3, failed: 4, hasMore: false });
    expect(result.items[3]?.decision).toMatchObject({ sessionId: 'shop-1' });
    expect(result.items.map(({ displayName }) => displayName)).toMatchObject([
      'Issue 1',
      'Issue 2',
      'Issue 3',
      'Issue 4',
      null,
      null,
      'Issue 1',
      'Tidy up',
      null,
    ]);
    expect(started).toHaveLength(1);
  });

  test('of a query takes what matches, newest first, up to the limit', async () => {
    const { service, tracker, addIssue } = createIssueWorld();
    for (let number = 1; number <= 30; number += 1) addIssue(number, { labels: number % 2 === 0 ? ['good'] : [] });
    const result = await service.batch({ ...shop, query: 'label:good', limit: 3, execute: false });
    expect(plan(result)).toEqual(['acme/shop#30: start', 'acme/shop#28: start', 'acme/shop#26: start']);
    expect(result.hasMore).toBe(true);
    expect((await service.batch({ ...shop, query: 'label:good', execute: false })).started).toBe(10);
    expect(tracker.asked).toEqual(['list', 'list']);
  });

  test('of a list leaves out the last when not all may be started', async () => {
    const { service } = createIssueWorld();
    const result = await service.batch({ ...shop, items: [{ prompt: 'a' }, { prompt: 'b' }, { prompt: 'c' }], limit: 2, execute: false });
    expect(plan(result)).toEqual(['a: start', 'b: start', 'c: over_limit']);
  });

  test.each([
    [{}, 'INVALID_REQUEST'],
    [{ items: [] }, 'INVALID_REQUEST'],
    [{ items: [{ prompt: 'a' }], query: 'x' }, 'INVALID_REQUEST'],
    [{ items: Array.from({ length: 101 }, () => ({ prompt: 'a' })) }, 'INVALID_REQUEST'],
    [{ items: [{ prompt: 'a' }], limit: 0 }, 'INVALID_REQUEST'],
    [{ query: 'author:x' }, 'INVALID_REQUEST'],
  ])('of %# is refused as a whole', async (request, code) => {
    const { service } = createIssueWorld();
    await expect(service.batch({ ...shop, ...request, execute: true })).rejects.toMatchObject({ code });
  });

  test('without the tracker is refused for a query, and tells each issue of a list', async () => {
    const { service, tracker } = createIssueWorld();
    tracker.fail('FORGE_RATE_LIMITED');
    await expect(service.batch({ ...shop, query: '', execute: false })).rejects.toMatchObject({ code: 'FORGE_RATE_LIMITED' });
    const result = await service.batch({ ...shop, items: [{ issue: '1' }, { prompt: 'a' }], execute: false });
    expect(plan(result)).toEqual(['1: FORGE_RATE_LIMITED', 'a: start']);
  });

  test('for an agent refuses issues of other repositories', async () => {
    const { service } = createIssueWorld();
    const result = await service.batch({ ...shop, items: [{ issue: 'acme/blog#1' }], ownOnly: true, execute: false });
    expect(plan(result)).toEqual(['acme/blog#1: TOKEN_SCOPE']);
  });
});

describe('a batch', () => {
  test('starts each task with what holds for all, and what the task says itself', async () => {
    const { service, started, addIssue } = createIssueWorld();
    addIssue(1);
    const defaults = { prompt: 'Small steps.', agent: 'codex', permissionMode: 'plan', base: 'develop', spawnedBy: 'shop-9' };
    const items = [
      { issue: '1' },
      { prompt: 'Alone', agent: 'opencode', model: 'big', displayName: 'one' },
      { issue: '1', prompt: 'Other words' },
    ];
    const result = await service.batch({ ...shop, items, defaults, execute: true });
    expect(outcomes(result).map((text) => text.replace(/shop-\d/, 'shop-n'))).toEqual(['shop-n started', 'shop-n started', 'skip']);
    const common = { permissionMode: 'plan', base: 'develop', spawnedBy: 'shop-9', projectId: 'shop' };
    expect(started.toSorted((one, other) => (one.agent ?? '').localeCompare(other.agent ?? ''))).toMatchObject([
      { ...common, agent: 'codex', displayName: 'Issue 1', prompt: expect.stringMatching(/^Small steps\.\n/) },
      { ...common, agent: 'opencode', model: 'big', displayName: 'one', prompt: 'Alone' },
    ]);
  });

  test('tells what is queued', async () => {
    const { service, queueStarts } = createIssueWorld();
    queueStarts();
    expect(outcomes(await service.batch({ ...shop, items: [{ prompt: 'a' }], execute: true }))).toEqual(['shop-1 queued']);
  });

  test('goes on when one task fails, and starts only that one when it is sent again', async () => {
    const { service, tracker, started, addIssue } = createIssueWorld();
    for (const number of [1, 2, 3]) addIssue(number);
    const request = { ...shop, items: [{ issue: '1' }, { issue: '2' }, { issue: '3' }, { prompt: 'a' }], execute: true };
    let reads = 0;
    tracker.onRead = (key) => {
      // The second look at #2 is the one of its start.
      if (key.endsWith('#2') && (reads += 1) === 2) throw new Error('the connection broke');
    };
    const first = await service.batch(request);
    expect(outcomes(first).map((text) => text.replace(/shop-\d/, 'shop-n'))).toEqual([
      'shop-n started',
      'INTERNAL',
      'shop-n started',
      'shop-n started',
    ]);
    expect(first).toMatchObject({ started: 3, failed: 1 });
    const second = await service.batch(request);
    expect(plan(second)).toEqual(['acme/shop#1: taken', 'acme/shop#2: start', 'acme/shop#3: taken', 'a: started_before']);
    expect(outcomes(second)[1]).toBe('shop-4 started');
    expect(started).toHaveLength(4);
  });

  test('that was carried out is remembered by the next daemon, also when its sessions have ended', async () => {
    const world = createIssueWorld();
    world.addIssue(1);
    const request = { ...shop, items: [{ issue: '#1' }, { prompt: 'a' }], execute: true };
    await world.service.batch(request);
    world.end('shop-1');
    world.end('shop-2');
    const next = world.restart();
    expect(plan(await next.service.batch(request))).toEqual(['acme/shop#1: started_before', 'a: started_before']);
    expect(plan(await next.service.batch({ ...request, items: [{ prompt: 'a', agent: 'codex' }] }))).toEqual(['a: start']);
    expect(outcomes(await next.service.batch({ ...request, again: true })).toSorted()).toEqual(['shop-4 started', 'shop-5 started']);
  });

  test('is the same task however the issue is named, and whatever has become of its title', async () => {
    const { service, addIssue, end } = createIssueWorld();
    addIssue(1);
    await service.batch({ ...shop, items: [{ issue: '#1' }], execute: true });
    end('shop-1');
    addIssue(1, { title: 'Another title' });
    const items = [{ issue: 'https://forge.test/acme/shop/issues/1' }];
    expect(plan(await service.batch({ ...shop, items, execute: true }))).toEqual(['acme/shop#1: started_before']);
  });

  test('of any tasks starts each at most once, and says something about every one', async () => {
    const task = fc.record(
      { issue: fc.constantFrom('1', '#2', 'acme/shop#2', '9', 'x'), prompt: fc.constantFrom('a', 'b', ' ') },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(task, { minLength: 1, maxLength: 12 }), fc.integer({ min: 1, max: 5 }), async (items, limit) => {
        const { service, started, addIssue } = createIssueWorld();
        addIssue(1);
        addIssue(2);
        const result = await service.batch({ ...shop, items, limit, execute: true });
        expect(result.items).toHaveLength(items.length);
        expect(result.started + result.skipped + result.failed).toBe(items.length);
        expect(started.length).toBeLessThanOrEqual(limit);
        const names = started.map(({ issueId, prompt }) => issueId ?? prompt);
        expect(new Set(names).size).toBe(names.length);
      }),
      { numRuns: 50 },
    );
  });
});

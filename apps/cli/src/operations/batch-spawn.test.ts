import type { BatchItem, BatchResult } from '@ao/client';
import { describe, expect, test } from 'vitest';
import { openStubHome } from '../__fixtures__/stub-home.ts';
import { renderBatch, renderBatchQuestion } from '../render/batch-table.ts';
import { type BatchInput, batchSpawn } from './batch-spawn.ts';

const INPUT: BatchInput = {
  project: 'shop',
  issues: [],
  query: undefined,
  tasks: [],
  limit: undefined,
  defaults: {},
  allowClosed: false,
  again: false,
  dryRun: false,
  confirm: null,
};

function item(index: number, changes: Partial<BatchItem> = {}): BatchItem {
  const issue = { label: `acme/shop#${index}`, title: `Issue ${index}`, url: null };
  return {
    index,
    issue,
    prompt: null,
    displayName: null,
    agent: null,
    model: null,
    decision: { action: 'start' },
    outcome: null,
    ...changes,
  };
}

function result(items: BatchItem[]): BatchResult {
  const count = (action: string) => items.filter(({ decision }) => decision.action === action).length;
  return { items, hasMore: false, started: count('start'), skipped: count('skip'), failed: count('refuse') };
}

const SKIPPED = item(1, { decision: { action: 'skip', reason: 'taken', text: 'Session shop-3 works on it.', sessionId: 'shop-3' } });
const REFUSED = item(2, { decision: { action: 'refuse', code: 'ISSUE_NOT_FOUND', text: 'There is no such issue.' } });
const PLAN = result([item(0), SKIPPED, REFUSED, item(3)]);
const DONE: BatchResult = {
  ...result([
    item(0, { outcome: { state: 'started', sessionId: 'shop-4', notices: [] } }),
    item(1, { issue: item(3).issue, outcome: { state: 'failed', code: 'GIT_FAILED', message: 'No git.' } }),
  ]),
  started: 1,
  failed: 1,
};

const home = () => openStubHome(({ body }) => ((body as { readonly execute: boolean }).execute ? DONE : PLAN));
const view = { paint: (_tone: unknown, text: string) => text, width: null };

describe('a batch', () => {
  test('is planned, and what was planned is started: of a query, the issues that were shown', async () => {
    const stub = await home();
    const report = await batchSpawn(stub.context, { ...INPUT, query: 'label:good', limit: 5, defaults: { agent: 'codex' } });
    expect(stub.requests.map(({ body }) => body)).toEqual([
      { projectId: 'shop', query: 'label:good', limit: 5, defaults: { agent: 'codex' }, execute: false },
      { projectId: 'shop', items: [{ issue: 'acme/shop#0' }, { issue: 'acme/shop#3' }], defaults: { agent: 'codex' }, execute: true },
    ]);
    expect(report).toMatchObject({ executed: true, started: 1, skipped: 1, failed: 2 });
    expect(report.items.map(({ index, issue, outcome }) => [index, issue?.label, outcome?.state ?? null])).toEqual([
      [0, 'acme/shop#0', 'started'],
      [1, 'acme/shop#1', null],
      [2, 'acme/shop#2', null],
      [3, 'acme/shop#3', 'failed'],
    ]);
  });

  test('of a file keeps every word of its tasks', async () => {
    const stub = await home();
    const tasks = [{ prompt: 'a', agent: 'codex' }, { issue: '1' }, { issue: '2' }, { prompt: 'b', displayName: 'bee' }];
    await batchSpawn(stub.context, { ...INPUT, tasks, allowClosed: true, again: true });
    expect(stub.requests[1]?.body).toEqual({
      projectId: 'shop',
      items: [tasks[0], tasks[3]],
      defaults: {},
      allowClosed: true,
      again: true,
      execute: true,
    });
  });

  test('starts nothing in a dry run, when the person says no, and when there is nothing to start', async () => {
    const stub = await home();
    const shown: BatchResult[] = [];
    const confirm = async (plan: BatchResult) => shown.push(plan) < 0;
    expect((await batchSpawn(stub.context, { ...INPUT, issues: ['1'], dryRun: true, confirm })).executed).toBe(false);
    expect(shown).toEqual([]);
    expect((await batchSpawn(stub.context, { ...INPUT, issues: ['1'], confirm })).executed).toBe(false);
    expect(shown).toEqual([PLAN]);
    stub.answer(() => result([SKIPPED]));
    expect((await batchSpawn(stub.context, { ...INPUT, issues: ['1'], confirm })).executed).toBe(false);
    expect(shown).toHaveLength(1);
    expect(stub.requests.some(({ body }) => (body as { readonly execute: boolean }).execute)).toBe(false);
  });

  test.each([{}, { issues: ['1'], query: 'x' }, { issues: ['1'], tasks: [{ prompt: 'a' }] }])('given as %j is refused', async (given) => {
    const stub = await home();
    await expect(batchSpawn(stub.context, { ...INPUT, ...given })).rejects.toMatchObject({ code: 'INVALID_REQUEST' });
    expect(stub.requests).toEqual([]);
  });
});

describe('the table of a batch', () => {
  test('says of each task what happens, and how many there are', () => {
    expect(
      renderBatch(PLAN, view)
        .split('\n')
        .map((line) => line.trimEnd()),
    ).toEqual([
      'TASK         ABOUT    WHAT HAPPENS',
      'acme/shop#0  Issue 0  start',
      'acme/shop#1  Issue 1  skip: Session shop-3 works on it.',
      'acme/shop#2  Issue 2  cannot: There is no such issue.',
      'acme/shop#3  Issue 3  start',
      '2 to start, 1 skipped, 1 failed.',
    ]);
    expect(renderBatchQuestion(PLAN)).toBe('Start 2 sessions?');
  });

  test('says what became of them', () => {
    const queued = item(2, {
      issue: null,
      agent: 'codex',
      prompt: 'Tidy\u001b[31m up',
      outcome: { state: 'queued', sessionId: 'shop-5', notices: [] },
    });
    const table = renderBatch({ ...DONE, items: [...DONE.items, queued], started: 2, hasMore: true }, view);
    expect(table.split('\n').map((line) => line.trimEnd())).toEqual([
      'TASK         ABOUT    AGENT  WHAT HAPPENS',
      'acme/shop#0  Issue 0         shop-4 was started',
      'acme/shop#3  Issue 3         failed: No git.',
      '3            Tidy up  codex  shop-5 is queued',
      '1 started, 1 queued, 1 failed. More issues match; see --limit.',
    ]);
  });

  test('of nothing says so', () => {
    expect(renderBatch(result([]), view)).toBe('Nothing matches.');
  });
});

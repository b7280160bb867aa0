import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Issue } from '@ao/client';
import type { Command } from '@oclif/core';
import { expect, onTestFinished, test } from 'vitest';
import { runCommand } from '../__fixtures__/run-command.ts';
import { sampleSession } from '../__fixtures__/sample-session.ts';
import { openStubHome, type StubAnswer } from '../__fixtures__/stub-home.ts';
import BatchSpawn from './batch-spawn.ts';
import IssueGet from './issue/get.ts';
import IssueIntake from './issue/intake.ts';
import IssueLs from './issue/ls.ts';
import Ls from './ls.ts';
import Spawn from './spawn.ts';

type CommandClass = typeof Command;
const as = (command: unknown): CommandClass => command as CommandClass;

const ISSUE: Issue = {
  key: 'github.com/acme/shop#12',
  label: 'acme/shop#12',
  title: 'Cart rounds wrong',
  body: 'Steps:\n1. add\u001b[31m',
  isBodyCut: true,
  url: 'https://github.com/acme/shop/issues/12',
  state: 'in_progress',
  author: 'ann',
  assignees: ['ann', 'bob'],
  labels: ['bug'],
  totalComments: 3,
  isPullRequest: false,
  createdAt: 1,
  updatedAt: 1,
  sessions: [{ id: 'shop-3', phase: 'queued' }],
};
const COMMENT = { author: null, body: 'Me too', isBodyCut: false, url: null, createdAt: 1 };
const INTAKE = {
  config: { assignee: 'me', labels: ['agent'] },
  lastLookAt: 1,
  nextLookAt: 90_000_000_000_000,
  problem: 'No token.',
  openSessions: 1,
  entries: [
    {
      projectId: 'shop',
      issueKey: ISSUE.key,
      label: ISSUE.label,
      title: 'Cart',
      state: 'failed',
      sessionId: null,
      attempts: 1,
      message: 'No git.',
      nextTryAt: 5,
      createdAt: 1,
      updatedAt: 1,
    },
    {
      projectId: 'shop',
      issueKey: 'k',
      label: 'acme/shop#13',
      title: 'Basket',
      state: 'started',
      sessionId: 'shop-4',
      attempts: 1,
      message: null,
      nextTryAt: null,
      createdAt: 1,
      updatedAt: 1,
    },
  ],
};

const STARTED = {
  index: 0,
  issue: { label: 'acme/shop#12', title: 'Cart', url: null },
  prompt: null,
  displayName: null,
  agent: null,
  model: null,
};
const plan = (outcome: unknown) => ({
  items: [{ ...STARTED, decision: { action: 'start' }, outcome }],
  hasMore: false,
  started: 1,
  skipped: 0,
  failed: 0,
});

const daemon: StubAnswer = ({ path, method, body }) => {
  if (path === '/projects') return { project: { id: 'shop', path: '/code/shop', defaultBranch: 'main' }, created: false };
  if (path.endsWith('/issue-intake')) return { intake: INTAKE };
  if (path.endsWith('/issues')) return { issues: [ISSUE], hasMore: true };
  if (path.includes('/issues/')) return { issue: ISSUE, comments: [COMMENT] };
  if (path === '/sessions/batch') {
    const isRun = (body as { readonly execute: boolean }).execute;
    return plan(isRun ? { state: 'started', sessionId: 'shop-4', notices: [] } : null);
  }
  if (method === 'POST') return { session: sampleSession({ issueId: ISSUE.key }), notices: [] };
  return { sessions: [sampleSession({ issueId: ISSUE.key }), sampleSession({ id: 'shop-2' })] };
};

async function ao(command: unknown, ...argv: readonly string[]) {
  const home = await openStubHome(daemon);
  return { home, result: await runCommand(as(command), argv, home.env) };
}

test('ao issue ls asks with the words as they stand, and shows who works on what', async () => {
  const { home, result } = await ao(IssueLs, 'label:bug', 'crash', '-p', 'shop', '--limit', '5');
  expect(home.requests[0]).toMatchObject({ path: '/projects/shop/issues', query: { q: 'label:bug crash', limit: '5' } });
  expect(result.stdout).toMatch(/^acme\/shop#12 +in progress +\S+ +shop-3 +Cart rounds wrong +bug$/m);
  expect(result.stdout).toContain('More match.');
});

test('ao issue get marks every line of others', async () => {
  const { home, result } = await ao(IssueGet, 'acme/shop#12', '--project', 'shop', '--comments', '1');
  expect(home.requests[0]).toMatchObject({ path: '/projects/shop/issues/acme%2Fshop%2312', query: { comments: '1' } });
  expect(result.stdout).toContain('> Steps:\n> 1. add\n[its end was left out]');
  expect(result.stdout).toContain('sessions     shop-3 (queued)');
  expect(result.stdout).toMatch(/a deleted account, .* ago:\n> Me too/);
  expect(result.stdout).toContain('2 earlier comments not shown');
  expect(result.stdout).not.toContain('\u001b');
});

test('ao issue intake shows what it does and did, and how to turn it on', async () => {
  const { result } = await ao(IssueIntake, '-p', 'shop');
  expect(result.stdout).toMatch(/^assigned to +me$/m);
  expect(result.stdout).toMatch(/^problem +No token\.$/m);
  expect(result.stdout).toMatch(/^acme\/shop#12 +failed, tried again .* No git\.$/m);
  expect(result.stdout).toMatch(/^acme\/shop#13 +started +shop-4/m);
  const home = await openStubHome(() => ({ intake: { ...INTAKE, config: null, entries: [] } }));
  const off = await runCommand(as(IssueIntake), ['-p', 'shop'], home.env);
  expect(off.stdout).toContain(`ao project config set shop intake '{"assignee":"me"}'`);
});

test('ao spawn --issue lets the daemon read it; --issue-id only notes it', async () => {
  const read = await ao(Spawn, '-p', 'shop', '--issue', '#12', 'Carefully');
  expect(read.home.requests[0]?.body).toEqual({ projectId: 'shop', issue: '#12', prompt: 'Carefully' });
  const noted = await ao(Spawn, '-p', 'shop', '--issue-id', 'ENG-12', 'Carefully');
  expect(noted.home.requests[0]?.body).toMatchObject({ issueId: 'ENG-12' });
});

test('ao ls --issue shows the sessions of one issue', async () => {
  for (const issue of ['12', 'acme/shop#12', ISSUE.url ?? '']) {
    const { result } = await ao(Ls, '--issue', issue, '--json');
    expect(JSON.parse(result.stdout).sessions).toHaveLength(1);
  }
  expect((await ao(Ls, '--issue', '13')).result.stdout).toContain('No session works on the issue 13.');
  expect((await ao(Ls)).result.stdout).toMatch(/^shop-1 .* acme\/shop#12 /m);
});

test('ao batch-spawn reads tasks of a file, and starts them without asking when told so', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ao-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'tasks.txt');
  writeFileSync(file, '#12\n');
  const { home, result } = await ao(BatchSpawn, '-p', 'shop', '--file', file, '--agent', 'codex', '--yes');
  expect(home.requests.map(({ body }) => body)).toMatchObject([
    { items: [{ issue: '#12' }], defaults: { agent: 'codex' }, execute: false },
    { items: [{ issue: '#12' }], execute: true },
  ]);
  expect(result.stdout).toContain('shop-4 was started');
});

test('ao batch-spawn --dry-run shows the plan, and asks for a query as it stands', async () => {
  const { home, result } = await ao(BatchSpawn, '-p', 'shop', '--issues', 'label:good no:assignee', '--limit', '5', '--dry-run');
  expect(home.requests).toHaveLength(1);
  expect(home.requests[0]?.body).toMatchObject({ query: 'label:good no:assignee', limit: 5, execute: false });
  expect(result.stdout).toContain('1 to start.');
});

test('ao batch-spawn without somebody to ask starts nothing and says how', async () => {
  const { home, result } = await ao(BatchSpawn, '12', '-p', 'shop');
  expect(home.requests).toHaveLength(1);
  expect(result.stderr).toContain('--yes');
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AgentRequest } from '@ao/client';
import type { Command } from '@oclif/core';
import { describe, expect, onTestFinished, test } from 'vitest';
import { runCommand } from '../__fixtures__/run-command.ts';
import { sampleSession } from '../__fixtures__/sample-session.ts';
import { openStubHome, problem, type StubAnswer } from '../__fixtures__/stub-home.ts';
import Answer from './answer.ts';
import Doctor from './doctor.ts';
import Kill from './kill.ts';
import Ls from './ls.ts';
import Output from './output.ts';
import ProjectAdd from './project/add.ts';
import ProjectConfigGet from './project/config/get.ts';
import ProjectConfigSet from './project/config/set.ts';
import ProjectGet from './project/get.ts';
import ProjectLs from './project/ls.ts';
import ProjectRm from './project/rm.ts';
import Send from './send.ts';
import SessionCleanup from './session/cleanup.ts';
import SessionDiff from './session/diff.ts';
import SessionExplain from './session/explain.ts';
import SessionGet from './session/get.ts';
import SessionRename from './session/rename.ts';
import SessionUndoCleanup from './session/undo-cleanup.ts';
import Spawn from './spawn.ts';
import Wait from './wait.ts';

type CommandClass = typeof Command;
const as = (command: unknown): CommandClass => command as CommandClass;

const PROJECT = {
  id: 'shop',
  name: 'Shop',
  path: '/code/shop',
  originUrl: null,
  defaultBranch: 'main',
  config: { agent: 'codex', postCreate: ['npm ci'] },
  liveSessions: 2,
  problem: null,
};
const REQUEST: AgentRequest = {
  id: 'Bash:1',
  kind: 'permission',
  tool: 'Bash',
  input: '{"command":"npm test"}',
  text: 'Bash: npm test',
  choices: [
    { id: 'allow', label: 'Allow' },
    { id: 'deny', label: 'Deny' },
  ],
  askedAt: 1,
};
const SESSION = sampleSession({ requests: [REQUEST] });
const MESSAGE = { id: 'm-1', sessionId: 'shop-1', state: 'queued', submittedWhileBusy: false, receipts: [] };
const PLAN = { sessionId: 'shop-1', plan: { action: 'remove', reason: 'clean, merged into main', sizeBytes: 1024 }, result: null };

/** A daemon that knows one project and one session. */
const daemon: StubAnswer = ({ method, path, body }) => {
  if (path === '/projects') return method === 'POST' ? { project: PROJECT, created: true } : { projects: [PROJECT] };
  if (path === '/projects/shop' && method === 'DELETE') return { projectId: 'shop', endedSessions: ['shop-1'] };
  if (path.startsWith('/projects/shop'))
    return { project: method === 'PUT' ? { ...PROJECT, config: (body as { config?: object }).config ?? body } : PROJECT };
  if (path === '/doctor')
    return {
      ok: false,
      at: 1,
      checks: [
        { id: 'git', title: 'git', level: 'failed', summary: 'too old', path: null, version: null, remedy: 'update git', code: null },
      ],
    };
  if (path.endsWith('/messages')) return { message: MESSAGE };
  if (path.endsWith('/output')) return { lines: ['one', 'two', ''] };
  if (path.endsWith('/screen')) return { screen: { lines: ['top', '', ''], exact: false } };
  if (path.endsWith('/kill'))
    return {
      session: { ...SESSION, end: { at: Date.now() + 1000, reason: 'killed', message: null } },
      worktreeRemoved: false,
      dirtyFiles: 0,
      notices: [],
    };
  if (path.endsWith('/answer')) return { session: SESSION, request: REQUEST, choice: REQUEST.choices[0], evidence: 'its pipe took it' };
  if (path.endsWith('/explain')) return { session: SESSION, evidence: [], screen: null, operations: [], messages: [] };
  if (path.endsWith('/diff')) return { diff: '' };
  if (path.endsWith('/changes')) return { changes: { files: [], commits: 0, added: 0, deleted: 0 } };
  if (path.endsWith('/undo-cleanup')) return { session: SESSION, path: '/home/worktrees/shop/shop-1', notices: [] };
  if (path.endsWith('/cleanup')) return { items: [PLAN] };
  if (path === '/sessions') return method === 'POST' ? { session: SESSION, notices: [] } : { sessions: [SESSION] };
  return { session: { ...SESSION, displayName: (body as { displayName?: string } | null)?.displayName ?? SESSION.displayName } };
};

interface Case {
  readonly name: string;
  readonly command: unknown;
  readonly argv: readonly string[];
  readonly says: RegExp;
  readonly key: string;
  readonly exitCode?: number;
}

const CASES: readonly Case[] = [
  { name: 'ls', command: Ls, argv: [], says: /^SESSION .*\nshop-1 .*working.*\n1 running\.\n$/, key: 'sessions' },
  { name: 'spawn', command: Spawn, argv: ['--project', 'shop', 'Fix it'], says: /shop-1 .*\nWatch: ao ls --watch/, key: 'session' },
  { name: 'kill', command: Kill, argv: ['shop-1'], says: /^shop-1 ended\. Its worktree is kept: /, key: 'worktreeRemoved' },
  {
    name: 'answer',
    command: Answer,
    argv: ['shop-1', 'allow'],
    says: /^shop-1 {2}allow given to its agent: Bash: npm test {2}its pipe took it\n$/,
    key: 'choice',
  },
  { name: 'send', command: Send, argv: ['shop-1', 'hello'], says: /^shop-1 {2}m-1/, key: 'message' },
  { name: 'output', command: Output, argv: ['shop-1'], says: /^one\ntwo\n$/, key: 'lines' },
  { name: 'output --screen', command: Output, argv: ['shop-1', '--screen'], says: /^top\n$/, key: 'screen' },
  { name: 'wait', command: Wait, argv: ['shop-1', '--until', 'working'], says: /^shop-1 {2}working\n$/, key: 'session' },
  { name: 'doctor', command: Doctor, argv: [], says: /✗ git {2}too old\n +→ update git\n\n1 to mend\./, key: 'checks', exitCode: 1 },
  { name: 'project add', command: ProjectAdd, argv: ['.'], says: /^Added project shop \(\/code\/shop, base main\)\.\n$/, key: 'project' },
  { name: 'project ls', command: ProjectLs, argv: [], says: /^PROJECT .*\nshop +\/code\/shop +main +2\n$/, key: 'projects' },
  { name: 'project get', command: ProjectGet, argv: ['shop'], says: /project +shop\n.*\npath +\/code\/shop/, key: 'project' },
  { name: 'project rm', command: ProjectRm, argv: ['shop'], says: /^Removed project shop\. Ended: shop-1\./, key: 'projectId' },
  {
    name: 'project config get',
    command: ProjectConfigGet,
    argv: ['shop'],
    says: /^agent +"codex"\npostCreate +\["npm ci"\]\n$/,
    key: 'config',
  },
  { name: 'project config get agent', command: ProjectConfigGet, argv: ['shop', 'agent'], says: /^codex\n$/, key: 'agent' },
  {
    name: 'project config set',
    command: ProjectConfigSet,
    argv: ['shop', 'copy', '.env', 'x'],
    says: /^shop: copy is \["\.env","x"\]\.\n$/,
    key: 'project',
  },
  {
    name: 'project config set --unset',
    command: ProjectConfigSet,
    argv: ['shop', 'agent', '--unset'],
    says: /^shop: agent is its default again\.\n$/,
    key: 'project',
  },
  { name: 'session get', command: SessionGet, argv: ['shop-1'], says: /^session +shop-1\nname +health check\n/, key: 'session' },
  { name: 'session explain', command: SessionExplain, argv: ['shop-1'], says: /^shop-1 is working, because: /, key: 'evidence' },
  { name: 'session rename', command: SessionRename, argv: ['shop-1', 'new'], says: /^shop-1 is now named "/, key: 'session' },
  { name: 'session diff', command: SessionDiff, argv: ['shop-1'], says: /^Nothing has changed\.\n$/, key: 'diff' },
  { name: 'session diff --stat', command: SessionDiff, argv: ['shop-1', '--stat'], says: /^Nothing has changed\.\n$/, key: 'changes' },
  {
    name: 'session cleanup --dry-run',
    command: SessionCleanup,
    argv: ['--dry-run'],
    says: /shop-1 +remove +1 KB +clean, merged into main\n$/,
    key: 'items',
  },
  {
    name: 'session undo-cleanup',
    command: SessionUndoCleanup,
    argv: ['shop-1'],
    says: /^The worktree of shop-1 is back: \/home/,
    key: 'path',
  },
];

describe.each(CASES)('ao $name', ({ command, argv, says, key, exitCode = 0 }) => {
  test('says what happened, on standard output', async () => {
    const home = await openStubHome(daemon);
    const run = await runCommand(as(command), argv, home.env);
    expect(run.stdout).toMatch(says);
    expect(run.exitCode).toBe(exitCode);
  });

  test('answers one JSON document with --json', async () => {
    const home = await openStubHome(daemon);
    const run = await runCommand(as(command), [...argv, '--json'], home.env);
    expect(JSON.parse(run.stdout)).toHaveProperty(key);
    expect(run.exitCode).toBe(exitCode);
  });

  test('tells an error of the daemon in its words, with its exit code', async () => {
    const home = await openStubHome(problem(404, 'SESSION_NOT_FOUND', 'There is no session shop-1.'));
    const run = await runCommand(as(command), argv, home.env);
    if (command === Doctor) return expect(run).toMatchObject({ exitCode: 1, stderr: '' });
    return expect(run).toEqual({ stdout: '', stderr: 'There is no session shop-1.\n', exitCode: 3 });
  });
});

test('without a daemon every command says how to start one, and ends with 6', async () => {
  const home = await openStubHome();
  await home.stop();
  for (const { command, argv } of CASES.filter((each) => each.command !== Doctor)) {
    const run = await runCommand(as(command), argv, home.env);
    expect(run.exitCode).toBe(6);
    expect(run.stderr).toMatch(/Start it with `ao start`\.\n$/);
  }
});

test('a prompt comes from the argument, a flag or a file; behind -- stands the command of the agent', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ao-prompt-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'task.md');
  writeFileSync(file, 'From a file\n');
  const home = await openStubHome(daemon);
  const bodyOf = async (...argv: string[]): Promise<unknown> => {
    await runCommand(as(Spawn), ['-p', 'shop', ...argv], home.env);
    return home.requests.at(-1)?.body;
  };
  expect(await bodyOf('As an argument')).toMatchObject({ prompt: 'As an argument' });
  expect(await bodyOf('--prompt', 'As a flag', '--permission', 'plan', '--model', 'fast')).toMatchObject({
    prompt: 'As a flag',
    permissionMode: 'plan',
    model: 'fast',
  });
  expect(await bodyOf('-F', file)).toMatchObject({ prompt: 'From a file\n' });
  expect(await bodyOf('--', 'vim', '--json', '-p')).toMatchObject({ agent: 'command', command: ['vim', '--json', '-p'] });
});

test('a clean-up without a terminal asks nobody and removes nothing', async () => {
  const home = await openStubHome(daemon);
  const run = await runCommand(as(SessionCleanup), [], home.env);
  expect(run).toMatchObject({ exitCode: 2, stdout: '' });
  expect(run.stderr).toContain('Give --yes, or --dry-run to see the plan.');
  expect(home.requests.map(({ body }) => (body as { execute: boolean }).execute)).toEqual([false]);
  await runCommand(as(SessionCleanup), ['--yes', '--save', 'shop-1'], home.env);
  expect(home.requests.at(-1)?.body).toMatchObject({ execute: true, save: true, sessionIds: ['shop-1'] });
});

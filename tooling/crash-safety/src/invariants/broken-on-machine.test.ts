import { spawn } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { spawnWithWork } from '../commands/fault-command.ts';
import { copyDaemon, type DaemonCopy } from '../machine/daemon-copy.ts';
import { createStage, type Stage } from '../machine/stage.ts';
import { checkMachine } from './broken-on-machine.ts';

/** A check that finds nothing proves nothing until it was seen to find something. */
let copy: DaemonCopy;
let stage: Stage;
let id: string;
let worktree: string;
beforeAll(async () => {
  copy = await copyDaemon();
  stage = await createStage({ copy, runtime: 'pty-host' });
  id = await spawnWithWork(stage);
  worktree = join(stage.home.home, 'worktrees/shop', id);
}, 60_000);
afterAll(async () => {
  await stage[Symbol.asyncDispose]();
  copy[Symbol.dispose]();
}, 60_000);

const broken = async () => (await checkMachine(stage, 1_500)).broken;

test('a machine on which nothing went wrong is in order', async () => {
  expect(await broken()).toEqual([]);
});

test('a process that nobody explains is found', async () => {
  const child = spawn('/bin/sleep', ['60'], { env: { AO_HOME: stage.home.home }, stdio: 'ignore' });
  expect(await broken()).toEqual([expect.stringContaining(`nobody explains process ${child.pid}`)]);
  child.kill('SIGKILL');
});

test.each([
  ['a file nobody explains', 'run/stray.json', 'nobody explains run/stray.json'],
  ['the socket of a terminal that is not there', 'run/0123456789abcdef.sock', 'nobody explains run/0123456789abcdef.sock'],
  ['the folder of a terminal nobody knows', 'tmux/shop-99/l-1/spec.json', 'no session explains tmux/shop-99/l-1'],
  ['a plan that was half written', 'worktrees/.pending/0123.json.1-0123456789ab', 'nobody explains worktrees/.pending/'],
  ['the folder of a session that is not there', 'sessions/shop-99/a.json', 'no session explains sessions/shop-99'],
])('%s is found', async (_what, path, rule) => {
  const file = join(stage.home.home, path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, '{}');
  expect(await broken()).toContainEqual(expect.stringContaining(rule));
  rmSync(path.includes('shop-99') ? file.slice(0, file.indexOf('shop-99') + 7) : file, { recursive: true });
});

test('a worktree without a session, and a lock of git, are found', async () => {
  const { home, git, repository } = stage.home;
  const stray = join(home, 'worktrees/shop/shop-98');
  git('worktree', 'add', '-q', '-b', 'stray', stray);
  writeFileSync(join(repository, '.git/index.lock'), '');
  expect(await broken()).toEqual([
    `no session explains the worktree ${stray}`,
    `git still knows a worktree at ${stray}`,
    'a lock was left: index.lock',
  ]);
  rmSync(join(repository, '.git/index.lock'));
  git('worktree', 'remove', '--force', stray);
});

test('a text that reached an agent twice is found', async () => {
  const transcript = join(stage.home.transcripts, 'transcripts/again.jsonl');
  const [text] = stage.texts;
  writeFileSync(transcript, `${JSON.stringify({ role: 'user', text })}\n`);
  expect(await broken()).toEqual([`"${text}" was told 2 times`]);
  rmSync(transcript);
});

test('an agent that cannot leave word while no daemon runs is found', async () => {
  const spool = join(stage.home.home, 'sessions', id, 'spool');
  const aside = join(stage.home.folder, 'spool');
  renameSync(spool, aside);
  expect(await broken()).toEqual([`${id}: a live session has a spool`]);
  renameSync(aside, spool);
});

test('work that is nowhere any more is found', async () => {
  rmSync(join(worktree, 'notes'), { recursive: true });
  expect(await broken()).toEqual([`the work notes/cart.txt of ${id} is lost`]);
  stage.work.write({ sessionId: id, path: worktree }, 'notes/cart.txt');
});

test('an answer that does not hold any more is found', async () => {
  stage.promises.push(() => Promise.resolve('what was answered does not hold'));
  expect(await broken()).toEqual(['what was answered does not hold']);
  stage.promises.length = 0;
});

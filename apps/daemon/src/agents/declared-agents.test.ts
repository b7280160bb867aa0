import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AgentLaunchRequest } from '@ao/ports';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readDeclaredAgents } from './declared-agents.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ao-declared-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const declare = (name: string, content: unknown) =>
  writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
const read = () => readDeclaredAgents(folder, () => 0);

test('a file makes an agent of its name, with its command and its rules', async () => {
  declare('reader.json', { displayName: 'Reader', command: ['cat', '-u'], rules: { ready: '^> ', quietMs: 500 } });
  declare('notes.txt', 'not one');
  declare('Not A Name.json', {});
  const [agent, ...others] = read();
  expect(others).toEqual([]);
  expect(agent).toMatchObject({ name: 'reader', displayName: 'Reader' });
  expect(agent?.readScreen).toBeDefined();
  const request = {
    worktreePath: folder,
    permissionMode: 'default',
    command: null,
    prompt: null,
    model: null,
    env: { PATH: '/usr/bin:/bin' },
  };
  const plan = await agent?.planLaunch(request as unknown as AgentLaunchRequest);
  expect(plan?.argv.slice(1)).toEqual(['-u']);
  expect(await agent?.check({ env: { PATH: '/usr/bin:/bin' } })).toMatchObject({ level: 'ok' });
});

test.each([
  ['is no JSON', '{', /JSON/],
  ['has no command', {}, /command/],
  ['has an unknown field', { command: ['cat'], colour: 'red' }, /colour/],
  ['has wrong rules', { command: ['cat'], rules: { ready: '(' } }, /rules of a command agent are wrong at "ready"/],
])('a file that %s keeps its name, and says what is wrong', async (_what, content, reason) => {
  declare('mine.json', content);
  declare('other.json', { command: ['cat'] });
  const [mine, other] = read();
  const found = await mine?.check({ env: {} });
  expect(found).toMatchObject({ level: 'failed', code: 'INVALID_CONFIGURATION', remedy: expect.stringContaining('mine.json') as string });
  expect(found?.summary).toMatch(reason);
  await expect(mine?.planLaunch({} as AgentLaunchRequest)).rejects.toMatchObject({ code: 'INVALID_CONFIGURATION' });
  expect(await other?.check({ env: { PATH: '/usr/bin:/bin' } })).toMatchObject({ level: 'ok' });
});

test('a pipe, a folder or a link to itself among the declarations does not block the others', async () => {
  declare('a.json', { command: ['cat'] });
  execFileSync('mkfifo', [join(folder, 'pipe.json')]);
  mkdirSync(join(folder, 'folder.json'));
  symlinkSync('loop.json', join(folder, 'loop.json'));
  symlinkSync('nowhere', join(folder, 'lost.json'));
  const levels = await Promise.all(
    read().map(async (agent) => [agent.name, (await agent.check({ env: { PATH: '/usr/bin:/bin' } })).level]),
  );
  expect(levels).toEqual([
    ['a', 'ok'],
    ['folder', 'failed'],
    ['loop', 'failed'],
    ['lost', 'failed'],
    ['pipe', 'failed'],
  ]);
});

test('without a folder there is none', () => {
  expect(readDeclaredAgents(join(folder, 'missing'), () => 0)).toEqual([]);
});

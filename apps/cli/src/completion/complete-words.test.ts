import { expect, test } from 'vitest';
import { openStubHome } from '../__fixtures__/stub-home.ts';
import { type CompletableCommand, completeWords } from './complete-words.ts';
import { completionScript, SHELLS } from './completion-script.ts';

const command = (
  id: string,
  args: readonly string[] = [],
  flags: readonly string[] = [],
  aliases: readonly string[] = [],
): CompletableCommand => ({
  id,
  aliases,
  args: Object.fromEntries(args.map((name) => [name, { name }])),
  flags: Object.fromEntries(flags.map((name) => [name, { name }])),
});

const COMMANDS = [
  command('ls', [], ['project', 'all'], ['session:ls']),
  command('kill', ['session'], ['remove-worktree']),
  command('project:add', ['path'], ['id']),
  command('project:config:set', ['project', 'setting']),
  command('session:explain', ['session']),
];

// A home without a daemon: live ids are then simply missing.
const complete = (...words: string[]) => completeWords(words, COMMANDS, { AO_HOME: '/nonexistent' });

test.each<[string[], string[]]>([
  [[''], ['kill', 'ls', 'project', 'session']],
  [['p'], ['project']],
  [
    ['project', ''],
    ['add', 'config'],
  ],
  [['project', 'config', ''], ['set']],
  [
    ['session', ''],
    ['explain', 'ls'],
  ],
  [
    ['ls', '--'],
    ['--all', '--project'],
  ],
  [['ls', '--a'], ['--all']],
  [['kill', ''], []],
  [['nonsense', ''], []],
  [['project', 'add', '--i'], ['--id']],
])('after %j come %j', async (words, expected) => {
  expect(await complete(...words)).toEqual(expected);
});

test('sessions are those one can do that with: a live one is killed, an ended one can still be explained', async () => {
  const home = await openStubHome(({ path, query }) => {
    if (path === '/projects') return { projects: [{ id: 'shop' }, { id: 'blog' }] };
    return { sessions: [{ id: 'shop-1' }, ...(query['includeEnded'] === 'true' || query['all'] === 'true' ? [{ id: 'shop-2' }] : [])] };
  });
  const ask = (...words: string[]) => completeWords(words, COMMANDS, home.env);
  expect(await ask('kill', '')).toEqual(['shop-1']);
  expect(await ask('session', 'explain', 'shop-')).toEqual(['shop-1', 'shop-2']);
  expect(await ask('ls', '--project', 'b')).toEqual(['blog']);
  expect(await ask('kill', 'shop-1', '')).toEqual([]);
});

test('a daemon that does not answer in time is not waited for', async () => {
  const home = await openStubHome(() => undefined);
  expect(await completeWords(['kill', ''], COMMANDS, home.env)).toEqual([]);
});

test.each(SHELLS)('the script for %s asks this command', (shell) => {
  expect(completionScript(shell)).toContain('ao complete --');
});

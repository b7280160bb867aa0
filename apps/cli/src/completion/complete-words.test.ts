import { expect, test } from 'vitest';
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

test.each(SHELLS)('the script for %s asks this command', (shell) => {
  expect(completionScript(shell)).toContain('ao complete --');
});

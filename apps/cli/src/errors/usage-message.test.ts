import { Args, Flags, Parser } from '@oclif/core';
import { expect, test } from 'vitest';
import { unknownCommandMessage, usageMessage } from './usage-message.ts';

const SPEC = {
  args: {
    session: Args.string({ name: 'session', description: 'A session, for example shop-1.', required: true }),
    shell: Args.string({ name: 'shell', description: 'bash or zsh.', options: ['bash', 'zsh'] }),
  },
  flags: {
    lines: Flags.integer({ min: 1, exclusive: ['screen'] }),
    screen: Flags.boolean(),
    all: Flags.boolean(),
    project: Flags.string({ char: 'p', dependsOn: ['all'] }),
  },
};

async function messageFor(...argv: readonly string[]): Promise<string> {
  try {
    await Parser.parse([...argv], { ...SPEC, strict: true });
  } catch (error) {
    return usageMessage(error as Error, 'session get');
  }
  throw new Error('it was accepted');
}

test.each<[string[], RegExp]>([
  [[], /^SESSION is missing: a session, for example shop-1\. See: ao session get --help$/],
  [['shop-1', '--colour'], /^There is no flag --colour\. See: /],
  [['shop-1', 'bash', 'more', 'words'], /^"more" "words" is one word too many; put texts into quotes\. See: /],
  [['shop-1', 'tcsh'], /^Expected tcsh to be one of: bash, zsh\. See: /],
  [['shop-1', '--lines', '0'], /^--lines: Expected an integer greater than or equal to 1 but received: 0\. See: /],
  [['shop-1', '--lines', '3', '--screen'], /--screen cannot also be provided when using --lines\. See: /],
  [['shop-1', '-p', 'shop'], /^--project needs --all\. See: /],
  [['shop-1', '--project'], /--project expects a value\. See: /],
])('%j is told in one line', async (argv, expected) => {
  const message = await messageFor(...argv);
  expect(message).toMatch(expected);
  expect(message.split('\n')).toHaveLength(1);
});

test('a command that does not exist is compared with those that do', () => {
  expect(unknownCommandMessage('lss', ['ls', 'kill'])).toBe('There is no command "lss". Did you mean: ao ls\nSee: ao help');
  expect(unknownCommandMessage('ls extra', ['ls', 'kill'])).toBe('"extra" is one word too many. See: ao ls --help');
  expect(unknownCommandMessage('dance', ['ls', 'kill'])).toBe('There is no command "dance".\nSee: ao help');
});

import { expect, test } from 'vitest';
import { parseFaultOptions } from './fault-options.ts';

test('without arguments, everything is tried once, with the pty-host', () => {
  const options = parseFaultOptions([]);
  expect(options).toMatchObject({ seed: 1, commands: [], point: null, sample: null, rounds: 20, workers: 2, runtime: 'pty-host' });
  expect(options.kinds.size).toBe(9);
});

test('one command, one kind, one point', () => {
  const options = parseFaultOptions(['--', '--only', 'spawn:kill', '--only', 'send:kill', '--point', 'after host #1', '--seed', '7']);
  expect(options).toMatchObject({ commands: ['spawn', 'send'], seed: 7, point: { effect: 'host', occurrence: 1, moment: 'after' } });
  expect([...options.kinds]).toEqual(['kill']);
  expect(parseFaultOptions(['--only', ':hang']).commands).toEqual([]);
});

test('a sample of all, or of each kind', () => {
  expect(parseFaultOptions(['--sample', '3'])).toMatchObject({ sample: 3, ofEachKind: false });
  expect(parseFaultOptions(['--sample', '3', '--of-each-kind', '--runtime', 'tmux'])).toMatchObject({ ofEachKind: true, runtime: 'tmux' });
});

test.each([
  [['--only', 'spwan'], 'There is no command "spwan"'],
  [['--only', 'spawn:boom'], 'There is no kind "boom"'],
  [['--point', 'here'], 'is no point'],
  [['--rounds', 'many'], '--rounds must be a whole number'],
  [['--runtime', 'screen'], 'There is no runtime "screen"'],
])('%j is refused', (args, message) => {
  expect(() => parseFaultOptions(args)).toThrow(message);
});

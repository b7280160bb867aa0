import { expect, test } from 'vitest';
import { rootHelp } from './root-help.ts';

test('it begins with how to begin, and lists commands in groups, in columns', () => {
  const lines = rootHelp([
    { name: 'ls', summary: 'List sessions.' },
    { name: 'spawn', summary: 'Start an agent.' },
    { name: 'completion', summary: 'Teach the shell.' },
  ]).split('\n');
  expect(lines[3]).toBe('  ao spawn "Add a health check endpoint, with a test"');
  const [spawn, ls] = [/^ {2}spawn +Start an agent\.$/, /^ {2}ls +List sessions\.$/].map((line) =>
    lines.findIndex((each) => line.test(each)),
  );
  expect(spawn).toBeGreaterThan(0);
  expect(ls).toBeGreaterThan(spawn ?? 0);
  expect(lines[ls ?? 0]?.indexOf('List')).toBe(lines[spawn ?? 0]?.indexOf('Start'));
  expect(lines.at(-1)).toBe('More about one of them: ao help COMMAND');
});

test('a command that nobody put into a group is listed nevertheless', () => {
  expect(rootHelp([{ name: 'dance', summary: 'Dance.' }])).toMatch(/ {2}dance +Dance\./);
});

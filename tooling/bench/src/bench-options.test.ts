import { expect, test } from 'vitest';
import { parseBenchOptions } from './bench-options.ts';

const names = ['memory', 'adoption'];

test('without arguments everything is measured in full', () => {
  expect(parseBenchOptions([], names)).toEqual({ scale: 'full', only: [], jsonPath: null, markdown: false, help: false });
});

test('everything can be asked for, also behind the mark of a package manager', () => {
  expect(parseBenchOptions(['--', '--smoke', '--only', 'memory', '--only', 'adoption', '--json', 'x.json', '--markdown'], names)).toEqual({
    scale: 'smoke',
    only: ['memory', 'adoption'],
    jsonPath: 'x.json',
    markdown: true,
    help: false,
  });
});

test.each([
  [['--fast'], /--fast/],
  [['memory'], /memory/],
])('%j is refused', (args, message) => {
  expect(() => parseBenchOptions(args, names)).toThrow(message);
});

test('a name that does not exist is answered with those that do', () => {
  expect(() => parseBenchOptions(['--only', 'speed'], names)).toThrow('There is no benchmark speed. There are: memory, adoption.');
});

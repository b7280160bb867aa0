import { expect, test } from 'vitest';
import { nearestWord } from './nearest-word.ts';

const KNOWN = ['attach', 'kill', 'ls', 'project add', 'send', 'session explain', 'spawn', 'status', 'stop'];

test.each([
  ['lss', 'ls'],
  ['spwan', 'spawn'],
  ['stauts', 'status'],
  ['session explian', 'session explain'],
  ['sned', 'send'],
  ['dance', null],
  ['x', null],
  ['', null],
])('%j was probably meant to be %j', (typed, meant) => {
  expect(nearestWord(typed, KNOWN)).toBe(meant);
});

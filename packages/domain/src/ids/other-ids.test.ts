import { expect, test } from 'vitest';
import { isAdapterName, isMessageId } from './other-ids.ts';

test.each([
  ['claude-code', true],
  ['pty-host', true],
  ['x', true],
  ['', false],
  ['Claude', false],
  ['-x', false],
  ['a/b', false],
  ['x'.repeat(41), false],
])('the adapter name %j: %s', (value, expected) => {
  expect(isAdapterName(value)).toBe(expected);
});

test.each([
  ['m-8f2c', true],
  ['~', true],
  ['x'.repeat(128), true],
  ['x'.repeat(129), false],
  ['', false],
  ['with space', false],
  ['line\nfeed', false],
  ['é', false],
])('the message id %j: %s', (value, expected) => {
  expect(isMessageId(value)).toBe(expected);
});

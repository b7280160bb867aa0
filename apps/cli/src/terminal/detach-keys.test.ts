import { expect, test } from 'vitest';
import { createDetachFilter } from './detach-keys.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (typed: Uint8Array): string => new TextDecoder().decode(typed);

test('Ctrl-\\ d leaves, and what was typed before it still reaches the program', () => {
  const result = createDetachFilter()(bytes('ls\r\u001cd'));
  expect(result.detached).toBe(true);
  expect(text(result.forward)).toBe('ls\r');
});

test('the two keys may arrive one at a time', () => {
  const filter = createDetachFilter();
  expect(filter(bytes('\u001c'))).toEqual({ forward: new Uint8Array(), detached: false });
  expect(filter(bytes('d')).detached).toBe(true);
});

test.each([
  ['\u001c\u001c', '\u001c'],
  ['\u001cx', '\u001cx'],
  ['d\u001cq', 'd\u001cq'],
])('%j reaches the program as %j', (typed, forwarded) => {
  const result = createDetachFilter()(bytes(typed));
  expect(result.detached).toBe(false);
  expect(text(result.forward)).toBe(forwarded);
});

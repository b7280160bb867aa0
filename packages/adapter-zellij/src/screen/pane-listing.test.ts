import { expect, test } from 'vitest';
import { findPane } from './pane-listing.ts';

const pane = (changes: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> => ({
  id: 0,
  is_plugin: false,
  title: 'my title',
  pane_content_rows: 24,
  pane_content_columns: 80,
  cursor_coordinates_in_pane: [3, 1],
  terminal_command: '/bin/sh',
  a_field_of_a_newer_zellij: { at: 1 },
  ...changes,
});
const listing = (...panes: readonly unknown[]): string => JSON.stringify(panes);

test('the pane of that number, and no plugin that has the same', () => {
  const text = listing(pane({ is_plugin: true, title: 'a plugin' }), pane({ id: 1, title: 'another' }), pane());
  expect(findPane(text, 0)).toEqual({ size: { columns: 80, rows: 24 }, cursor: { row: 1, column: 3 }, title: 'my title' });
  expect(findPane(text, 1)?.title).toBe('another');
  expect(findPane(text, 2)).toBeNull();
  expect(findPane('[]', 0)).toBeNull();
});

test.each([null, undefined])('a cursor that is %j is hidden', (cursor) => {
  expect(findPane(listing(pane({ cursor_coordinates_in_pane: cursor })), 0)?.cursor).toBeNull();
});

test('before a program has set a title there is none, also when it is called like its command', () => {
  expect(findPane(listing(pane({ title: '/bin/sh' })), 0)?.title).toBe('');
  expect(findPane(listing(pane({ title: '', terminal_command: null })), 0)?.title).toBe('');
});

test.each([
  ['nothing', ''],
  ['words', 'There is no active session!'],
  ['half a list', '[{"id": 0'],
  ['no list', '{"id": 0}'],
  ['a pane without a size', listing(pane({ pane_content_rows: undefined }))],
  ['a number as text', listing(pane({ id: '0' }))],
])('%s is no listing, and the error says whose fault it is', (_name, text) => {
  expect(() => findPane(text, 0)).toThrow(
    expect.objectContaining({ code: 'RUNTIME_PROTOCOL', message: expect.stringContaining('zellij') }),
  );
});

import { array, assert, constantFrom, integer, oneof, option, property, record, string } from 'fast-check';
import { expect, test } from 'vitest';
import { createComposer } from './composer.ts';
import { drawScene } from './picture.ts';
import { fit, printable, widthOf, wrap } from './text-width.ts';

const text = oneof(
  string({ unit: 'grapheme' }),
  string({ unit: 'binary' }),
  constantFrom('漢字'.repeat(40), '👍'.repeat(30), 'line\n'.repeat(60)),
);

test('whatever is shown and however small the terminal, no row is too wide, none is too many, and the cursor is inside', () => {
  const dialog = record({
    title: text,
    detail: option(text),
    question: text,
    choices: array(text, { maxLength: 5 }),
    selected: integer({ min: 0, max: 4 }),
  });
  const scene = record({
    activity: option(text),
    queued: array(text, { maxLength: 3 }),
    composer: text,
    dialog: option(dialog, { freq: 3 }),
    footer: text,
  });
  const size = record({ columns: integer({ min: 5, max: 120 }), rows: integer({ min: 2, max: 40 }) });
  assert(
    property(scene, size, (shown, room) => {
      const { rows, cursor } = drawScene(shown, room);
      expect(rows.length).toBeLessThan(Math.max(2, room.rows));
      // A character that takes two cells cannot be cut to one.
      for (const row of rows) expect(widthOf(row)).toBeLessThanOrEqual(Math.max(room.columns - 1, 6));
      expect(cursor.row).toBeGreaterThanOrEqual(0);
      expect(cursor.row).toBeLessThan(rows.length);
      expect(rows.join('')).toBe(printable(rows.join('')));
    }),
  );
});

test('wrapping loses nothing', () => {
  assert(
    property(string({ unit: 'grapheme' }), integer({ min: 2, max: 30 }), (line, columns) => {
      expect(wrap(line, columns).join('')).toBe(printable(line));
    }),
  );
  expect([wrap('a漢b', 3), fit('one\ntwo', 5), wrap('', 5)]).toEqual([['a漢', 'b'], 'one t', ['']]);
});

test('long pastes are markers that are sent in full and go with one backspace', () => {
  const composer = createComposer();
  composer.insert('look: ');
  composer.paste('a\nb\nc\nd');
  composer.paste('x'.repeat(801));
  composer.paste('short');
  expect(composer.shown()).toBe('look: [Pasted text #1 +3 lines][Pasted text #2 +0 lines]short');
  expect(composer.value()).toBe(`look: a\nb\nc\nd${'x'.repeat(801)}short`);
  for (let times = 0; times < 6; times += 1) composer.backspace();
  expect(composer.shown()).toBe('look: [Pasted text #1 +3 lines]');
  composer.clear();
  composer.backspace();
  expect(composer.value()).toBe('');
});

import { assert, dictionary, property, string } from 'fast-check';
import { parse } from 'smol-toml';
import { expect, test } from 'vitest';
import { tomlString, tomlTable } from './toml-text.ts';

const SPECIAL = [
  '/home/me/my shop.v2/it\'s "quoted"',
  'a\\b',
  'line\nfeed\ttab\u007f',
  'ünï 漢字 👨‍👩‍👧',
  'He said """no""" and \'\'\'yes\'\'\'',
  '# no comment',
  'a = [ { ] }',
];

test.each(SPECIAL)('%j is the same behind a reader of TOML', (text) => {
  expect(parse(`x = ${tomlString(text)}`)).toEqual({ x: text });
  expect(parse(`x = ${tomlTable({ [text]: '1' })}`)).toEqual({ x: { [text]: 1 } });
});

test('any text is, but for halves of a surrogate', () => {
  assert(
    property(string({ unit: 'binary' }), (text) => {
      expect(parse(`x = ${tomlString(text)}`)).toEqual({ x: text.toWellFormed() });
    }),
  );
  assert(
    property(dictionary(string({ unit: 'grapheme' }), string({ unit: 'grapheme' })), (entries) => {
      const values = Object.fromEntries(Object.entries(entries).map(([key, value]) => [key, tomlString(value)]));
      expect(new Map(Object.entries(parse(`x = ${tomlTable(values)}`)['x'] as object))).toEqual(new Map(Object.entries(entries)));
    }),
  );
});

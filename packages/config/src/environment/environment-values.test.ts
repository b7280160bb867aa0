import { expect, test } from 'vitest';
import { durationFromText, freeMemoryFromText, listFromText, originsFromText, portFromText, switchFromText } from './environment-values.ts';

test.each<[string, number | null]>([
  ['1ms', 1],
  ['10s', 10_000],
  ['1.5m', 90_000],
  ['2h', 7_200_000],
  ['596h', 2_145_600_000],
  ['597h', null],
  ['0s', null],
  ['', null],
  ['5', null],
  ['ms', null],
  ['5S', null],
  ['5s5s', null],
])('%s is a length of time of %s ms', (text, milliseconds) => {
  expect(durationFromText(text)).toBe(milliseconds);
});

test.each<[string, number | null]>([
  ['0', 0],
  ['1', 1],
  ['65535', 65_535],
  ['65536', null],
  ['00080', 80],
  ['', null],
  ['1 ', null],
])('%s is port %s', (text, port) => {
  expect(portFromText(text)).toBe(port);
});

test.each<[string, { bytes: number | null; percent: number | null } | null]>([
  ['0', { bytes: null, percent: null }],
  ['512MiB', { bytes: 536_870_912, percent: null }],
  ['512m', { bytes: 536_870_912, percent: null }],
  ['1.5GB', { bytes: 1_610_612_736, percent: null }],
  ['7.5%', { bytes: null, percent: 7.5 }],
  ['100%', null],
  ['512', null],
  ['', null],
])('%s is memory to be kept free', (text, memory) => {
  expect(freeMemoryFromText(text)).toEqual(memory);
});

test('switches are on, off, or refused', () => {
  expect(['1', 'true', 'YES', 'on'].map(switchFromText)).toEqual([true, true, true, true]);
  expect(['0', 'false', 'No', 'off'].map(switchFromText)).toEqual([false, false, false, false]);
  expect(['', '2', 'y'].map(switchFromText)).toEqual([null, null, null]);
});

test('lists lose blanks and empty items', () => {
  expect(listFromText(' a, b ,,c,')).toEqual(['a', 'b', 'c']);
});

test('origins are lower case, without a slash, each once', () => {
  expect(originsFromText('HTTPS://AO.example/, https://ao.example, http://[::1]:3000, app://x')).toEqual([
    'https://ao.example',
    'http://[::1]:3000',
    'app://x',
  ]);
});

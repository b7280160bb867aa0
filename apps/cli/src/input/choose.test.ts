import { expect, test } from 'vitest';
import { meantChoice } from './choose.ts';

const CHOICES = ['allow', 'allow-always', 'deny'].map((id) => ({ id, label: id }));
const NUMBERED = ['1', '2', '12'].map((id) => ({ id, label: id }));

test.each<[string, string | null]>([
  ['allow', 'allow'],
  [' Deny ', 'deny'],
  ['d', 'deny'],
  ['allow-', 'allow-always'],
  ['2', 'allow-always'],
  ['al', null],
  ['', null],
  ['4', null],
  ['0', null],
  ['yes', null],
])('"%s" means %s', (typed, id) => {
  expect(meantChoice(typed, CHOICES)?.id ?? null).toBe(id);
});

test('where choices are numbers, their own ids count', () => {
  expect(meantChoice('1', NUMBERED)?.id).toBe('1');
  expect(meantChoice('12', NUMBERED)?.id).toBe('12');
  expect(meantChoice('3', NUMBERED)?.id).toBe('12');
});

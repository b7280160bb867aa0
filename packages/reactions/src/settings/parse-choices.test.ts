import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseReactionChoices } from './parse-choices.ts';
import { DEFAULT_REACTION_SETTINGS, resolveReactionSettings } from './resolve-settings.ts';

test('everything that can be chosen comes back as it was stored', () => {
  const choices = {
    modes: { ci: 'notify', review: 'off', closed: 'send' },
    limits: { ci: { perHead: 2, coolDownMs: 0 }, review: {} },
    afterMerge: 'end',
    listenTo: ['lint-bot'],
    ignoredChecks: ['CI / flaky'],
    gatherMs: 0,
    messageMaxBytes: 4_096,
  } as const;
  expect(parseReactionChoices(JSON.parse(JSON.stringify(choices)))).toEqual(choices);
  expect(parseReactionChoices({})).toEqual({});
});

test.each<[string, unknown]>([
  ['nothing', null],
  ['a list', []],
  ['a key nobody knows', { mode: 'off' }],
  ['a kind nobody knows', { modes: { build: 'off' } }],
  ['a mode nobody knows', { modes: { ci: 'loud' } }],
  ['a limit of a kind that has none', { limits: { merged: { perHead: 1 } } }],
  ['a negative number', { gatherMs: -1 }],
  ['a number that is none', { gatherMs: Number.NaN }],
  ['text for a number', { limits: { ci: { inARow: '3' } } }],
  ['one name that is no list', { listenTo: 'lint-bot' }],
])('%s is no choice: what the level above says holds', (_name, stored) => {
  const choices = parseReactionChoices(stored);
  expect(choices).toBeNull();
  expect(resolveReactionSettings(choices)).toEqual(DEFAULT_REACTION_SETTINGS);
});

test('whatever is stored, reading it never throws, and settings come of it', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      const settings = resolveReactionSettings(parseReactionChoices(JSON.parse(text)));
      expect(Object.keys(settings.modes).toSorted()).toEqual(Object.keys(DEFAULT_REACTION_SETTINGS.modes).toSorted());
    }),
  );
});

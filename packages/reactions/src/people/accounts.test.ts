import { expect, test } from 'vitest';
import { isHeard } from './accounts.ts';

const who = { ownAccounts: ['ana'], listenTo: ['lint-bot[bot]'] };

test.each([
  ['a person', { login: 'bo', isBot: false }, true],
  ['an account that was deleted', null, true],
  ['the account of the token', { login: 'Ana', isBot: false }, false],
  ['a bot', { login: 'coverage', isBot: true }, false],
  ['a listed bot, by either name', { login: 'lint-bot', isBot: true }, true],
  ['a person whose name looks like a bot', { login: 'robot[bot]', isBot: false }, true],
])('%s', (_name, account, expected) => {
  expect(isHeard(account, who)).toBe(expected);
});

test('who reviews with the account of the token is heard when listed', () => {
  expect(isHeard({ login: 'ana', isBot: false }, { ...who, listenTo: ['ANA'] })).toBe(true);
});

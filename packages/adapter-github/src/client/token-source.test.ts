import { createFakeClock } from '@ao/testing';
import { expect, test } from 'vitest';
import { knownHosts } from '../address/github-host.ts';
import { createTokenSource } from './token-source.ts';

const [github, enterprise, residency] = knownHosts([{ host: 'git.acme.example' }, { host: 'acme.ghe.com' }]);
const ALL = {
  AO_GITHUB_TOKEN: 'ao',
  GITHUB_TOKEN: 'github',
  GH_TOKEN: 'gh',
  AO_GITHUB_ENTERPRISE_TOKEN: 'ao-enterprise',
  GH_ENTERPRISE_TOKEN: 'gh-enterprise',
  GITHUB_ENTERPRISE_TOKEN: 'github-enterprise',
};

test.each([
  [github, ['ao', 'github', 'gh', null]],
  [residency, ['ao', 'github', 'gh', null]],
  [enterprise, ['ao-enterprise', 'gh-enterprise', 'github-enterprise', null]],
])('tokens are tried one after the other, each only at its own kind of host', async (host, expected) => {
  const source = createTokenSource({ env: ALL, clock: createFakeClock(), ghProgram: null });
  const tried = [];
  for (let time = 0; time < 4; time += 1) {
    const token = await source.token(host!);
    tried.push(token);
    if (token !== null) source.refuse(host!, token);
  }
  expect(tried).toEqual(expected);
});

test('variables that come later are found when they are there', async () => {
  const env: Record<string, string> = {};
  const source = createTokenSource({ env: async () => env, clock: createFakeClock(), ghProgram: null });
  expect(await source.token(github!)).toBeNull();
  env['GITHUB_TOKEN'] = 'x';
  expect(await source.token(github!)).toBe('x');
});

test('one that was handed in comes first, and only for its host', async () => {
  const source = createTokenSource({ env: ALL, clock: createFakeClock(), ghProgram: null, tokens: { 'github.com': 'mine' } });
  expect([await source.token(github!), await source.token(enterprise!)]).toEqual(['mine', 'ao-enterprise']);
});

test('a refusal is forgotten after five minutes, and holds for one host', async () => {
  const clock = createFakeClock();
  const source = createTokenSource({ env: { GITHUB_TOKEN: 'x' }, clock, ghProgram: null });
  source.refuse(github!, 'x');
  expect([await source.token(github!), await source.token(residency!)]).toEqual([null, 'x']);
  await clock.advance(5 * 60_000 + 1);
  expect(await source.token(github!)).toBe('x');
});

test.each(['', '  ', undefined])('a variable that is %j is not there', async (value) => {
  const source = createTokenSource({ env: { AO_GITHUB_TOKEN: value, GH_TOKEN: ' real\n' }, clock: createFakeClock(), ghProgram: null });
  expect(await source.token(github!)).toBe('real');
});

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFakeClock } from '@ao/testing';
import { expect, onTestFinished, test } from 'vitest';
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

/** A `gh` that gives what stands in a file, and counts how often it was asked. */
function ghWith(folder: string) {
  const program = join(folder, 'gh');
  writeFileSync(program, `#!/bin/sh\necho asked >> ${folder}/asked\nexec cat ${folder}/token\n`, { mode: 0o755 });
  return {
    program,
    logIn: (token: string) => writeFileSync(join(folder, 'token'), `${token}\n`),
    asked: () => (existsSync(join(folder, 'asked')) ? readFileSync(join(folder, 'asked'), 'utf8').split('\n').length - 1 : 0),
  };
}

test('whoever logs in to gh, or logs in anew after a refusal, is noticed within seconds; many questions ask it once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ao-gh-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const gh = ghWith(folder);
  const clock = createFakeClock();
  const source = createTokenSource({ env: { PATH: process.env['PATH'] }, clock, ghProgram: gh.program });
  expect(await Promise.all([source.token(github!), source.token(github!)])).toEqual([null, null]);
  gh.logIn('first');
  expect([await source.token(github!), gh.asked()]).toEqual([null, 1]);
  await clock.advance(5_001);
  expect([await source.token(github!), await source.token(github!), gh.asked()]).toEqual(['first', 'first', 2]);
  source.refuse(github!, 'first');
  expect([await source.token(github!), gh.asked()]).toEqual([null, 3]);
  gh.logIn('second');
  await clock.advance(5_001);
  expect([await source.token(github!), gh.asked()]).toEqual(['second', 4]);
  await clock.advance(4 * 60_000);
  expect([await source.token(github!), gh.asked()]).toEqual(['second', 4]);
});

import { execFileSync } from 'node:child_process';
import { lstatSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseSessionId } from '@ao/domain';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSessionTokens, loadSecret } from './session-tokens.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ao-tokens-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a token is recognised again after a restart, and only in its own home', async () => {
  const path = join(folder, 'secret');
  const token = createSessionTokens(await loadSecret(path)).tokenFor(parseSessionId('shop-1'));
  expect(createSessionTokens(await loadSecret(path)).sessionOf(token)).toBe('shop-1');
  expect(createSessionTokens(await loadSecret(join(folder, 'other'))).sessionOf(token)).toBeNull();
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test.each<[string, (path: string) => void, string]>([
  ['an empty file', (path) => writeFileSync(path, ''), 'it is empty'],
  ['a file that was cut off', (path) => writeFileSync(path, 'ab'.repeat(31)), 'it is damaged'],
  ['a file that is longer', (path) => writeFileSync(path, 'ab'.repeat(33)), 'it is damaged'],
  ['a file whose end is no number', (path) => writeFileSync(path, `${'ab'.repeat(32)}zz`), 'it is damaged'],
  ['a link to itself', (path) => symlinkSync(path, path), 'ELOOP'],
  ['a folder', (path) => mkdirSync(path), 'no plain file'],
  ['a pipe', (path) => void execFileSync('mkfifo', [path]), 'no plain file'],
])(
  '%s in place of the secret is told and left as it is: tokens of agents that run would die without a word',
  async (_what, make, words) => {
    const path = join(folder, 'secret');
    make(path);
    const before = lstatSync(path);
    await expect(loadSecret(path)).rejects.toMatchObject({ code: 'SECRET_UNREADABLE', message: expect.stringContaining(words) });
    expect(lstatSync(path)).toMatchObject({ ino: before.ino, size: before.size });
  },
);

test.each(['', 'aos', 'aos.shop-1', 'aos.shop-1.', 'aos.shop-2.xxxx', 'aos.shop-1.x.y', 'aos.not a session.x'])(
  'the forged token %j belongs to nobody',
  (token) => {
    const tokens = createSessionTokens(new Uint8Array(32));
    expect(tokens.sessionOf(token)).toBeNull();
  },
);

test("a token cannot be turned into another session's", () => {
  const tokens = createSessionTokens(new Uint8Array(32));
  const token = tokens.tokenFor(parseSessionId('shop-1'));
  expect(tokens.sessionOf(token.replace('shop-1', 'shop-2'))).toBeNull();
  expect(tokens.sessionOf(token)).toBe('shop-1');
});

import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
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

test('a damaged secret file is replaced', async () => {
  const path = join(folder, 'secret');
  writeFileSync(path, 'short');
  expect(await loadSecret(path)).toHaveLength(32);
});

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

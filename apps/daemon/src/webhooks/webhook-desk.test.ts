import { createHmac } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ScmHint } from '@ao/ports';
import { createFakeClock, createSilentLogger } from '@ao/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWebhookDesk } from './create-webhook-desk.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'ao-webhook-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const BODY = JSON.stringify({
  action: 'completed',
  check_run: { head_sha: 'ec26c3e57ca3a959ca5aad62de7213c562f8c821', pull_requests: [{ number: 7 }] },
  repository: { name: 'shop', owner: { login: 'acme' }, html_url: 'https://github.com/acme/shop' },
});

function open(env: Readonly<Record<string, string>> = {}) {
  const clock = createFakeClock();
  const hints: ScmHint[] = [];
  const desk = createWebhookDesk({
    home,
    env,
    hosts: ['hooks.test'],
    onHint: (hint) => hints.push(hint),
    clock,
    logger: createSilentLogger(),
  });
  const send = (secret: string, deliveryId = 'd-1') =>
    desk.receive({
      readBody: async () => Buffer.from(BODY),
      event: 'check_run',
      deliveryId,
      signature: `sha256=${createHmac('sha256', secret).update(BODY).digest('hex')}`,
    });
  return { desk, hints, clock, send };
}

const codeOf = (promise: Promise<unknown>) => promise.then(String, (error: { readonly code: string }) => error.code);

test('without a secret nothing is taken; with one, what is signed with it, at once', async () => {
  const { desk, hints, clock, send } = open();
  expect(await codeOf(send('anything'))).toBe('WEBHOOK_NOT_CONFIGURED');
  const { secret, created, source, events, hosts } = await desk.setUp({ rotate: false });
  expect([created, source, hosts]).toEqual([true, 'file', ['hooks.test']]);
  expect(events).toContain('pull_request');
  expect(secret).toMatch(/^[0-9a-f]{64}$/);
  expect(await codeOf(send('anything'))).toBe('WEBHOOK_SIGNATURE_INVALID');
  expect(await send(secret ?? '')).toBe('accepted');
  await clock.advance(1_000);
  expect(hints).toMatchObject([{ repository: { host: 'github.com', owner: 'acme', name: 'shop' }, numbers: [7] }]);
});

test('the secret is made once, for nobody else to read, and replaced on request; the old one counts no longer', async () => {
  const { desk, send } = open();
  const first = await desk.setUp({ rotate: false });
  const path = join(home, 'github-webhook-secret');
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readFileSync(path, 'utf8').trim()).toBe(first.secret);
  expect(await open().desk.setUp({ rotate: false })).toMatchObject({ secret: first.secret, created: false });
  const second = await desk.setUp({ rotate: true });
  expect([second.created, second.secret === first.secret]).toEqual([true, false]);
  expect(await codeOf(send(first.secret ?? ''))).toBe('WEBHOOK_SIGNATURE_INVALID');
  expect(await send(second.secret ?? '')).toBe('accepted');
});

test('a secret from the environment goes before the file, is not shown, and not replaced', async () => {
  writeFileSync(join(home, 'github-webhook-secret'), 'of the file\n', { mode: 0o600 });
  const { desk, send } = open({ AO_GITHUB_WEBHOOK_SECRET: 'of the environment' });
  expect(await desk.setUp({ rotate: false })).toMatchObject({ secret: null, source: 'environment', created: false });
  expect(await codeOf(desk.setUp({ rotate: true }))).toBe('INVALID_CONFIGURATION');
  expect(await send('of the environment')).toBe('accepted');
  expect(await codeOf(send('of the file'))).toBe('WEBHOOK_SIGNATURE_INVALID');
});

test('a file that others can read is no secret', async () => {
  const { desk, send } = open();
  const { secret } = await desk.setUp({ rotate: false });
  chmodSync(join(home, 'github-webhook-secret'), 0o644);
  expect(await codeOf(send(secret ?? ''))).toBe('HOME_UNSAFE');
  expect(await codeOf(desk.setUp({ rotate: false }))).toBe('HOME_UNSAFE');
  expect((await desk.setUp({ rotate: true })).created).toBe(true);
});

test('once it is stopped it gives no more hints', async () => {
  const { desk, hints, clock, send } = open({ AO_GITHUB_WEBHOOK_SECRET: 's' });
  const stop = new AbortController();
  const running = desk.part.run(stop.signal);
  await send('s');
  stop.abort();
  await running;
  await clock.advance(60_000);
  expect(hints).toEqual([]);
});

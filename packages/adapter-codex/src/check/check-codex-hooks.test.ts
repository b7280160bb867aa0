import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFakeHome, type FakeHome } from '../__fixtures__/fake-codex.ts';
import { createCodexAgent } from '../codex-agent.ts';

let home: FakeHome;
beforeEach(() => {
  home = createFakeHome();
});
afterEach(() => home.remove());

function check(signal?: AbortSignal) {
  const directory = join(home.directory, 'check');
  mkdirSync(directory, { mode: 0o700 });
  return createCodexAgent().checkSignals?.({ directory, env: home.env }, signal);
}

/** What the program does when it is to begin a turn; a shell script. */
const onExec = (script: string) => home.onExec(script);
const SESSION_START = `printf '{"hook_event_name":"SessionStart","session_id":"s"}' >"$AO_SPOOL/1-0.json"`;

test('a hook that reports is enough: what would wait for a model is ended', async () => {
  onExec(`${SESSION_START}; sleep 60`);
  const begun = performance.now();
  expect(await check()).toMatchObject({ level: 'ok', summary: 'Its hooks report to ao.', remedy: null, code: null });
  expect(performance.now() - begun).toBeLessThan(10_000);
});

test('one that does not is a warning, however it ended', async () => {
  onExec('exit 1');
  expect(await check()).toMatchObject({ level: 'warning', remedy: expect.stringContaining('switched off') });
});

test('so is a program that does not name them', async () => {
  home.answers({ 'hooks/list': { data: [] } });
  expect(await check()).toMatchObject({ level: 'warning', remedy: expect.stringContaining('switched off') });
});

test('it is given up when the caller says so', async () => {
  onExec('sleep 60');
  await expect(check(AbortSignal.timeout(800))).rejects.toMatchObject({ name: 'TimeoutError' });
});

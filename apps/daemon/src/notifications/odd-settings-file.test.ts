import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFakeClock, createRecordingLogger } from '@ao/testing';
import { expect, onTestFinished, test } from 'vitest';
import { watchSettingsFile } from './settings-file.ts';

test.each<[string, (path: string) => void]>([
  ['a pipe', (path) => void execFileSync('mkfifo', [path])],
  ['a folder', (path) => mkdirSync(path)],
  ['a link to itself', (path) => symlinkSync(path, path)],
])('%s in place of the settings does not stop or block the daemon, also when it comes while it runs', async (_what, make) => {
  const home = mkdtempSync(join(tmpdir(), 'ao-odd-settings-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const path = join(home, 'notifications.json');
  const clock = createFakeClock();
  const open = () => watchSettingsFile(path, { environment: async () => ({}), env: {}, home, clock, logger: createRecordingLogger() });
  const fromBefore = open();
  const end = new AbortController();
  const running = fromBefore.watch.run(end.signal);
  make(path);
  expect(open().current().problem).toContain('cannot be read');
  await clock.advance(2_000);
  expect(fromBefore.current().problem).toContain('cannot be read');
  rmSync(path, { recursive: true });
  writeFileSync(path, '{"outlets":[{"name":"desk","type":"desktop"}]}', { mode: 0o600 });
  await clock.advance(2_000);
  expect([fromBefore.current().problem, fromBefore.current().outlets.length]).toEqual([null, 1]);
  end.abort();
  await clock.advance(2_000);
  await running;
});

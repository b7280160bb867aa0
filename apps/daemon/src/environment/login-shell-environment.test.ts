import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { captureLoginShellEnvironment } from './login-shell-environment.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ao-login-shell-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function writeShell(name: string, script: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

test('start-up files that set PATH and chatter are understood', async () => {
  writeFileSync(
    join(folder, '.profile'),
    'echo "Welcome! You have mail."\nexport PATH="/opt/agents/bin:$PATH"\nexport TOOL="line one\nline two"\n',
  );
  const captured = await captureLoginShellEnvironment({ HOME: folder, PATH: '/usr/bin:/bin' }, { shell: '/bin/sh' });
  expect(captured.source).toBe('login_shell');
  expect(captured.env['PATH']?.split(':')[0]).toBe('/opt/agents/bin');
  expect(captured.env['TOOL']).toBe('line one\nline two');
  expect(captured.env).not.toHaveProperty('SHLVL');
});

test('folders that only the daemon was started with stay on the PATH, behind those of the shell', async () => {
  const shell = writeShell('resetting-shell', 'PATH=/usr/bin:/bin; export PATH; shift 2; exec /bin/sh "$@"');
  const captured = await captureLoginShellEnvironment({ HOME: folder, PATH: '/only/here:/bin' }, { shell });
  expect(captured.env['PATH']).toBe('/usr/bin:/bin:/only/here');
});

test.each([
  ['hangs', 'sleep 60', /longer than 300 ms/],
  ['ends at once', 'exit 3', /did not print/],
  ['floods', 'exec yes', /printed more than|longer than 300 ms/],
])('a shell that %s costs a bounded time and the daemon goes on with its own environment', async (_name, script, problem) => {
  const shell = writeShell('bad-shell', script);
  const captured = await captureLoginShellEnvironment({ HOME: folder, PATH: '/bin' }, { shell, timeLimitMs: 300 });
  expect(captured).toMatchObject({ source: 'inherited', env: { PATH: '/bin' } });
  expect(captured.problem).toMatch(problem);
});

test('a shell that does not exist is named in the problem', async () => {
  const captured = await captureLoginShellEnvironment({ PATH: '/bin' }, { shell: '/no/such/shell' });
  expect(captured.problem).toContain('/no/such/shell');
});

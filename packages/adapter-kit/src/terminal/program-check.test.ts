import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LaunchId, SessionId } from '@ao/domain';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkTerminalProgram } from './program-check.ts';

let directory: string;
beforeEach(async () => void (directory = await mkdtemp(join(tmpdir(), 'ao-program-'))));
afterEach(() => rm(directory, { recursive: true, force: true }));

function check(argv: readonly string[], cwd = directory, env: Readonly<Record<string, string>> = {}): Promise<void> {
  const ids = { sessionId: 'shop-1' as SessionId, launchId: 'launch-1' as LaunchId };
  return checkTerminalProgram({ ...ids, argv, cwd, env, size: { columns: 80, rows: 24 } });
}

async function program(text: string, mode = 0o755): Promise<string> {
  const path = join(directory, 'program');
  await writeFile(path, text, { mode });
  return path;
}

test('a binary and a script with its interpreter can be started', async () => {
  await check(['/bin/sh', '-c', 'true']);
  await check([await program('#!/bin/sh\ntrue\n')]);
  await mkdir(join(directory, 'tools'));
  await writeFile(join(directory, 'tools', 'run'), '#!/bin/sh\n', { mode: 0o755 });
  await check([await program('#! tools/run\n')]);
});

test.each([
  ['a text without an interpreter', 'echo hi\n', 0o755, /neither a binary/],
  ['an interpreter that is not there', '#!/no/such\n', 0o755, /\/no\/such was not found/],
  ['a file that may not be executed', '#!/bin/sh\n', 0o644, /not executable/],
])('%s is refused with the reason', async (_what, text, mode, reason) => {
  await expect(check([await program(text, mode)])).rejects.toThrow(reason);
});

test('a program without its path, a zero byte, and a folder that is none are refused with the reason', async () => {
  await expect(check(['sh'])).rejects.toThrow('absolute path');
  await expect(check([])).rejects.toMatchObject({ code: 'RUNTIME_CREATE_FAILED' });
  await expect(check(['/bin/sh', 'a\0b'])).rejects.toThrow('zero byte');
  await expect(check(['/bin/sh'], join(directory, 'missing'))).rejects.toThrow('ENOENT');
  await expect(check(['/bin/sh'], await program('x'))).rejects.toThrow('not a folder');
  await expect(check([directory])).rejects.toThrow('not a file');
});

test.runIf(process.platform === 'linux')(
  'what Linux would not hand to a program is refused before anything is made, and no secret is told',
  async () => {
    const longest = 128 * 1024 - 1;
    await check(['/bin/sh', 'x'.repeat(longest)], directory, { A: 'x'.repeat(longest - 2) });
    await expect(check(['/bin/sh', 'é'.repeat(longest / 2 + 1)])).rejects.toThrow('argument 1 has 131072 bytes');
    const refused: unknown = await check(['/bin/sh'], directory, { SECRET: `s3cr3t${'x'.repeat(longest)}` }).catch(
      (error: unknown) => error,
    );
    expect(refused).toMatchObject({ code: 'RUNTIME_CREATE_FAILED', message: expect.stringContaining('the variable SECRET has') });
    expect(JSON.stringify(refused) + String(refused)).not.toContain('s3cr3t');
  },
);

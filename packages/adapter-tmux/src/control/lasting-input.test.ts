import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openLastingInput } from './lasting-input.ts';

test('a program gets what is written, and sees no end when the writer has gone', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'ao-tmux-'));
  const path = join(directory, 'input');
  const input = await openLastingInput(path);
  if (input === null) throw new Error('it was not made');
  await expect(access(path)).rejects.toThrow('ENOENT');
  const program = spawn('/bin/cat', [], { stdio: [input.descriptor, 'pipe', 'inherit'] });
  input.release();
  input.writer.write('hello\n');
  const [said] = (await once(program.stdout ?? program, 'data')) as [Buffer];
  expect(said.toString()).toBe('hello\n');
  input.writer.destroy();
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(program.exitCode).toBeNull();
  program.kill('SIGKILL');
  await rm(directory, { recursive: true });
});

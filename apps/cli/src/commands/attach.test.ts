import type { Command } from '@oclif/core';
import { expect, test } from 'vitest';
import { runCommand } from '../__fixtures__/run-command.ts';
import { openStubHome } from '../__fixtures__/stub-home.ts';
import Attach from './attach.ts';

const attach = Attach as unknown as typeof Command;

test.each([0, 1, 3])('leaving the tool of a runtime, which ends with %i, is no error of ao and keeps that exit code', async (code) => {
  const { env } = await openStubHome(() => ({ command: { argv: ['/bin/sh', '-c', `exit ${code}`], env: {}, leave: 'Ctrl-b d' } }));
  const run = await runCommand(attach, ['shop-1', '--own'], env);
  expect(run).toEqual({ stdout: '', stderr: 'Leave shop-1 with Ctrl-b d; the agent goes on.\n', exitCode: code });
});

test('--print prints the command and runs nothing', async () => {
  const { env } = await openStubHome(() => ({ command: { argv: ['tmux', 'attach'], env: { A: 'b c' }, leave: 'Ctrl-b d' } }));
  expect(await runCommand(attach, ['shop-1', '--print'], env)).toEqual({ stdout: "A='b c' tmux attach\n", stderr: '', exitCode: 0 });
});

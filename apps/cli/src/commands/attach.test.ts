import type { Command } from '@oclif/core';
import { expect, test } from 'vitest';
import { runCommand } from '../__fixtures__/run-command.ts';
import { openStubHome } from '../__fixtures__/stub-home.ts';
import Attach from './attach.ts';

const attach = Attach as unknown as typeof Command;

const endingWith = (code: number) => ({ command: { argv: ['/bin/sh', '-c', `exit ${code}`], env: {}, leave: 'Ctrl-b d' } });
const LEAVE = 'Leave shop-1 with Ctrl-b d; the agent goes on.\n';

test('leaving the tool of a runtime is no error', async () => {
  const { env } = await openStubHome(() => endingWith(0));
  expect(await runCommand(attach, ['shop-1', '--own'], env)).toEqual({ stdout: '', stderr: LEAVE, exitCode: 0 });
});

test.each([1, 3])('a tool that ends with %i says itself why: that is no error of ao, and keeps that exit code', async (code) => {
  const { env } = await openStubHome(() => endingWith(code));
  const { stdout, stderr, exitCode } = await runCommand(attach, ['shop-1', '--own'], env);
  expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: code });
  expect(stderr).toBe(`${LEAVE}/bin/sh failed at once, and shop-1 runs. Trying once more.\nThis needs no such program: ao attach shop-1\n`);
});

test('--print prints the command and runs nothing', async () => {
  const { env } = await openStubHome(() => ({ command: { argv: ['tmux', 'attach'], env: { A: 'b c' }, leave: 'Ctrl-b d' } }));
  expect(await runCommand(attach, ['shop-1', '--print'], env)).toEqual({ stdout: "A='b c' tmux attach\n", stderr: '', exitCode: 0 });
});

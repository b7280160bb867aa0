import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { runInTerminal, shellLine } from './attach-with-own-tool.ts';

describe('the command of a runtime', () => {
  test('is printed as one line that a shell takes apart again as it was', () => {
    const argv = ['printf', '%s\n', 'two words', "it's", '$HOME', '=name', 'ünïcödé', ''];
    const line = shellLine({ argv, env: { SOCKET: '/a folder/x' } });
    expect(execFileSync('/bin/sh', ['-c', line]).toString().split('\n')).toEqual([...argv.slice(2), '']);
    expect(line).toMatch(/^SOCKET='\/a folder\/x' printf /);
  });

  test('runs with the variables it needs, and its exit code is told', async () => {
    expect(await runInTerminal({ argv: ['/bin/sh', '-c', 'exit "$CODE"'], env: { CODE: '7' } })).toBe(7);
  });

  test('a tool that is not there is told by name', async () => {
    await expect(runInTerminal({ argv: ['/no/such/tmux'], env: {} })).rejects.toThrow('/no/such/tmux could not be started');
  });
});

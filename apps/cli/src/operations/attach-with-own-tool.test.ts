import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { attachWithOwnTool, shellLine } from './attach-with-own-tool.ts';

const silent = { note: () => {} };

describe('the command of a runtime', () => {
  test('is printed as one line that a shell takes apart again as it was', () => {
    const argv = ['printf', '%s\n', 'two words', "it's", '$HOME', '=name', 'ünïcödé', ''];
    const line = shellLine({ argv, env: { SOCKET: '/a folder/x' } });
    expect(execFileSync('/bin/sh', ['-c', line]).toString().split('\n')).toEqual([...argv.slice(2), '']);
    expect(line).toMatch(/^SOCKET='\/a folder\/x' printf /);
  });

  test('runs with the variables it needs, and its exit code is told', async () => {
    expect(await attachWithOwnTool(silent, 'shop-1', { argv: ['/bin/sh', '-c', 'exit "$CODE"'], env: { CODE: '7' } })).toBe(7);
  });

  test('how to leave is said before it runs', async () => {
    const notes: string[] = [];
    await attachWithOwnTool({ note: (text) => void notes.push(text) }, 'shop-1', { argv: ['/bin/true'], env: {}, leave: 'Ctrl-Alt-d' });
    expect(notes).toEqual(['Leave shop-1 with Ctrl-Alt-d; the agent goes on.']);
  });

  test('a tool that is not there is told by name, with what works without it', async () => {
    const attempt = attachWithOwnTool(silent, 'shop-1', { argv: ['/no/such/tmux'], env: {} });
    await expect(attempt).rejects.toMatchObject({
      code: 'RUNTIME_UNAVAILABLE',
      message: '/no/such/tmux was not found on your PATH. This needs no such program: ao attach shop-1',
    });
  });
});

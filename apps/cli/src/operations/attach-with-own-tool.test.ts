import { execFileSync } from 'node:child_process';
import { AoError } from '@ao/domain';
import type { AttachCommand } from '@ao/client';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { attachWithOwnTool, type OwnToolContext, shellLine } from './attach-with-own-tool.ts';

const script = (text: string, env: Readonly<Record<string, string>> = {}): AttachCommand => ({ argv: ['/bin/sh', '-c', text], env });

let notes: string[];
/** What the daemon answers when it is asked once more; null when the session has ended meanwhile. */
let again: AttachCommand | null;
const context: OwnToolContext = {
  note: (text) => void notes.push(text),
  async commandAgain() {
    if (again === null) throw new AoError('SESSION_ENDED', { message: 'shop-1 has ended.' });
    return again;
  },
};
beforeEach(() => {
  vi.restoreAllMocks();
  notes = [];
  again = script('exit 9');
});

describe('the command of a runtime', () => {
  test('is printed as one line that a shell takes apart again as it was', () => {
    const argv = ['printf', '%s\n', 'two words', "it's", '$HOME', '=name', 'ünïcödé', ''];
    const line = shellLine({ argv, env: { SOCKET: '/a folder/x' } });
    expect(execFileSync('/bin/sh', ['-c', line]).toString().split('\n')).toEqual([...argv.slice(2), '']);
    expect(line).toMatch(/^SOCKET='\/a folder\/x' printf /);
  });

  test('runs with the variables it needs, and its exit code is told', async () => {
    again = script('exit "$CODE"', { CODE: '7' });
    expect(await attachWithOwnTool(context, 'shop-1', again)).toBe(7);
  });

  test('how to leave is said before it runs', async () => {
    await attachWithOwnTool(context, 'shop-1', { ...script('exit 0'), leave: 'Ctrl-Alt-d' });
    expect(notes).toEqual(['Leave shop-1 with Ctrl-Alt-d; the agent goes on.']);
  });

  test('one that fails at once is started once more while the agent runs', async () => {
    again = script('exit 0');
    expect(await attachWithOwnTool(context, 'shop-1', script('exit 1'))).toBe(0);
    expect(notes).toEqual(['/bin/sh failed at once, and shop-1 runs. Trying once more.']);
  });

  test('one that fails twice is not tried for ever, and what works without it is told', async () => {
    expect(await attachWithOwnTool(context, 'shop-1', script('exit 1'))).toBe(9);
    expect(notes.at(-1)).toBe('This needs no such program: ao attach shop-1');
  });

  test('one that fails because the session has just ended is not started again, and that is told', async () => {
    again = null;
    await expect(attachWithOwnTool(context, 'shop-1', script('exit 1'))).rejects.toMatchObject({ code: 'SESSION_ENDED' });
  });

  test('one that was at work, and fails later, has its say', async () => {
    vi.spyOn(performance, 'now').mockReturnValueOnce(10_000).mockReturnValueOnce(12_001);
    expect(await attachWithOwnTool(context, 'shop-1', script('exit 5'))).toBe(5);
    expect(notes).toEqual([]);
  });

  test('a tool that is not there is told by name, with what works without it', async () => {
    const attempt = attachWithOwnTool(context, 'shop-1', { argv: ['/no/such/tmux'], env: {} });
    await expect(attempt).rejects.toMatchObject({
      code: 'RUNTIME_UNAVAILABLE',
      message: '/no/such/tmux was not found on your PATH. This needs no such program: ao attach shop-1',
    });
  });
});

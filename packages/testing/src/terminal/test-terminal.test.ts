import { afterEach, expect, test } from 'vitest';
import { createTestTerminal, type TestTerminal } from './test-terminal.ts';

const open: TestTerminal[] = [];
afterEach(async () => {
  for (const terminal of open.splice(0)) await terminal.close();
});

function run(script: string): TestTerminal {
  const terminal = createTestTerminal({ argv: ['/bin/sh', '-c', script], cwd: '/', env: { PATH: '/usr/bin:/bin' } });
  open.push(terminal);
  return terminal;
}

test('renders what a program prints, and takes what is typed', async () => {
  const terminal = run(`printf '\\033[2J\\033[3;5Hhere\\033]0;title\\007\\033[?2004h'; read -r line; echo "got $line"; exit 3`);
  const screen = await terminal.waitFor('here');
  expect(screen.lines[2]).toBe('    here');
  await terminal.waitFor(({ title, bracketedPaste }) => title === 'title' && bracketedPaste);
  terminal.write('input\r');
  await terminal.waitFor(/got input/);
  expect(await terminal.exited).toEqual({ code: 3, signal: 0 });
});

test('waiting in vain tells what the screen shows', async () => {
  const terminal = run('echo something else; sleep 5');
  await expect(terminal.waitFor('never', 200)).rejects.toThrow(/did not show never within 200 ms[\s\S]*something else/);
});

test('the program sees a new size', async () => {
  const terminal = run(`trap 'stty size' WINCH; echo ready; while :; do sleep 0.05; done`);
  await terminal.waitFor('ready');
  terminal.resize({ columns: 77, rows: 11 });
  await terminal.waitFor('11 77');
  expect(terminal.screen().size).toEqual({ columns: 77, rows: 11 });
});

test('once a program has ended, its last words are on the screen', async () => {
  const terminal = run(`i=0; while [ $i -lt 200 ]; do echo "line $i of many"; i=$((i+1)); done; printf 'last words'`);
  await terminal.exited;
  expect(terminal.text()).toContain('last words');
});

import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestTerminal } from '@ao/testing';
import { runProgram } from '../harness/run-program.ts';
import { AO_PROGRAM, createTestHome, type TestHome } from '../harness/test-home.ts';

let home: TestHome;
beforeAll(async () => {
  home = createTestHome();
  await home.ao(['spawn', '[[say hello]]', '--name', 'greet', '--wait', '--timeout', '30s']);
  await home.ao(['spawn', '[[say bye]]', '--wait', '--timeout', '30s']);
  await home.ao(['kill', 'shop-2']);
}, 90_000);
afterAll(() => home[Symbol.asyncDispose]());

/** Runs a line of shell with `ao` on the path, not in a terminal. */
function shell(line: string) {
  const ao = `ao() { "${process.execPath}" "${AO_PROGRAM}" "$@"; }; `;
  return runProgram(['/bin/bash', '-c', ao + line], { cwd: home.repository.path, env: home.env });
}

async function inTerminal<Result>(line: string, use: (terminal: TestTerminal) => Promise<Result>): Promise<Result> {
  const terminal = home.shell(line);
  try {
    return await use(terminal);
  } finally {
    await terminal.close();
  }
}

/** Ages and times differ between two calls. */
function timeless(text: string): string {
  return text
    .replaceAll(/"(ageMs|uptimeMs|at|eventStreams|cpuPercent|windowMs|memoryBytes|measuredAt)": [\d.]+/g, '"$1": 0')
    .replaceAll(/<?\d+%|\b\d+(\.\d+)?[KMG]\b/g, 'R')
    .replaceAll(/\b\d+(\.\d+)? ?(s|m)\b/g, 'T')
    .replaceAll(/ +/g, ' ');
}

test.each([
  [['ls'], ['session', 'ls']],
  [
    ['ls', '--all'],
    ['session', 'ls', '--all'],
  ],
  [
    ['ls', '-a', '--json'],
    ['session', 'ls', '-a', '--json'],
  ],
  [['status'], ['status', '--verbose']],
  [
    ['status', '--json'],
    ['status', '--json', '--verbose'],
  ],
])('ao %j, which starts fast, says what ao %j says', async (fast, slow) => {
  const one = await home.ao(fast);
  const other = await home.ao(slow);
  expect(timeless(one.stdout)).toBe(timeless(other.stdout));
  expect([one.code, one.stderr]).toEqual([other.code, other.stderr]);
});

test('without a daemon, too', async () => {
  const env = { AO_HOME: join(home.folder, 'elsewhere'), AO_NO_AUTOSTART: '1' };
  for (const [fast, slow] of [
    [['ls'], ['session', 'ls']],
    [
      ['ls', '--json'],
      ['session', 'ls', '--json'],
    ],
    [['status'], ['status', '--verbose']],
  ] as const) {
    const one = await home.ao(fast, { env });
    expect(one).toEqual(await home.ao(slow, { env }));
    expect(one.code).toBe(6);
  }
});

test('a reader that goes away ends it without a word', async () => {
  // A stream notices that its reader has gone with the next thing it prints, so a program that follows events is not among these.
  for (const line of ['ao ls | head -0', 'ao ls --all --json | head -1', 'ao --help | head -1']) {
    const { stderr } = await shell(line);
    expect(stderr).toBe('');
  }
});

test('usage errors, too, are one document with --json', async () => {
  for (const args of [['nonsense'], ['ls', '--nonsense'], ['kill'], ['attach'], ['wait', 'shop-1', '--timeout', 'soon']]) {
    const { code, stdout, stderr } = await home.ao([...args, '--json']);
    expect([code, stderr]).toEqual([2, '']);
    expect(JSON.parse(stdout)).toMatchObject({ error: { message: expect.any(String) } });
  }
});

test('a slip of the finger is recognised', async () => {
  expect((await home.ao(['lss'])).stderr).toBe('There is no command "lss". Did you mean: ao ls\nSee: ao help\n');
  expect((await home.ao(['ls', 'shop'])).stderr).toBe('"shop" is one word too many. See: ao ls --help\n');
});

test.each([[[]], [['help']], [['--help']], [['-h']]])('ao %j says how to begin', async (args) => {
  const { code, stdout } = await home.ao(args);
  expect(code).toBe(0);
  expect(stdout).toContain('ao spawn "Add a health check endpoint, with a test"');
});

test('help for one command, in each way people ask for it', async () => {
  const pages = await Promise.all(
    [
      ['help', 'spawn'],
      ['spawn', '--help'],
      ['spawn', '-h'],
    ].map((args) => home.ao(args)),
  );
  expect(pages[0]?.stdout).toContain('$ ao spawn [PROMPT] [flags] [-- COMMAND...]');
  expect(new Set(pages.map(({ stdout }) => stdout)).size).toBe(1);
});

test('colours for people only', async () => {
  const colour = /\u001b\[\d+m/;
  expect((await home.ao(['ls'])).stdout).not.toMatch(colour);
  expect((await home.ao(['ls'], { env: { FORCE_COLOR: '1' } })).stdout).toMatch(colour);
  const line = (variable: string) => `${variable} script -qec "${process.execPath} ${AO_PROGRAM} ls" /dev/null`;
  expect((await shell(line('TERM=xterm'))).stdout).toMatch(colour);
  expect((await shell(line('TERM=xterm NO_COLOR=1'))).stdout).not.toMatch(colour);
  expect((await shell(line('TERM=dumb'))).stdout).not.toMatch(colour);
});

test('on a narrow terminal every session stays on a line of its own', async () => {
  await inTerminal('stty cols 50; ao ls; echo done', async (terminal) => {
    terminal.resize({ columns: 50, rows: 20 });
    const { lines } = await terminal.waitFor(/^done$/m);
    expect(lines.filter((line) => line.startsWith('shop-1'))).toHaveLength(1);
    expect(lines[lines.findIndex((line) => line.startsWith('shop-1')) + 1]).toMatch(/^\d running/);
  });
});

test('watching shows changes as they come, and Ctrl-C gives the terminal back', async () => {
  await inTerminal('trap : INT; echo before; ao ls --watch; echo "code $?"', async (terminal) => {
    await terminal.waitFor(/^shop-1 .*idle/m);
    expect(terminal.screen().alternateScreen).toBe(true);
    await home.ao(['send', 'shop-1', '[[sleep 1500]]', '--wait']);
    await terminal.waitFor(/^shop-1 .*working/m);
    terminal.write('\u0003');
    await terminal.waitFor('code 130');
    expect(terminal.screen().alternateScreen).toBe(false);
    expect(terminal.text()).toMatch(/^before\n/);
  });
  await home.ao(['wait', 'shop-1', '--until', 'idle', '--timeout', '30s']);
});

test.each([[['wait', 'shop-1', '--until', 'merged']], [['events']], [['ls', '--watch']]])(
  'Ctrl-C ends ao %j as a shell expects it',
  async (args) => {
    const child = spawn(process.execPath, [AO_PROGRAM, ...args], {
      cwd: home.repository.path,
      env: { ...home.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended = new Promise<readonly unknown[]>((resolve) => child.on('close', (code, signal) => resolve([code, signal])));
    let stderr = '';
    child.stderr.on('data', (chunk) => (stderr += String(chunk)));
    // `wait` says nothing before its end: the daemon is asked by then.
    await Promise.race([
      new Promise((resolve) => child.stdout.once('data', resolve)),
      new Promise((resolve) => setTimeout(resolve, 1_500)),
    ]);
    child.kill('SIGINT');
    expect([
      [130, null],
      [null, 'SIGINT'],
    ]).toContainEqual(await ended);
    expect(stderr).toBe('');
  },
);

test('inside a session no daemon is started, and a message names its sender', async () => {
  const env = { AO_SESSION_ID: 'shop-1' };
  expect((await home.ao(['ls'], { env: { ...env, AO_HOME: join(home.folder, 'none') } })).code).toBe(6);
  await home.ao(['project', 'config', 'set', 'shop', 'agentsMayCommand', 'yes']);
  const inside = `[[run ${process.execPath} ${AO_PROGRAM} send shop-1 "from within" --id from-within --json > sent.json 2>&1]]`;
  await home.ao(['send', 'shop-1', inside, '--wait']);
  await home.ao(['wait', 'shop-1', '--until', 'idle', '--timeout', '30s']);
  const { session } = await home.json<{ readonly session: { readonly workspace: { readonly path: string } } }>([
    'session',
    'get',
    'shop-1',
  ]);
  await expect.poll(() => readFileSync(join(session.workspace.path, 'sent.json'), 'utf8')).toContain('"sessionId": "shop-1"');
  expect(readFileSync(join(session.workspace.path, 'sent.json'), 'utf8')).toMatch(/"sender": \{\s+"kind": "session"/);
});

test('a long text comes by standard input as it is; one that is too long is refused, and nothing hangs', async () => {
  const long = 'x'.repeat(200_000);
  const sent = await home.ao(['send', 'shop-1', '-', '--json'], { input: long });
  expect(JSON.parse(sent.stdout)).toMatchObject({ message: { text: long } });
  const refused = await home.ao(['send', 'shop-1', '-'], { input: 'x'.repeat(2_000_000) });
  expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('larger than 1 MiB') });
});

/** What bash offers for a line, by its own machinery. */
function offered(words: readonly string[]): string {
  const typed = words.map((word) => `'${word}'`).join(' ');
  return `eval "$(ao completion bash)"; COMP_WORDS=(${typed}); COMP_CWORD=${words.length - 1}; _ao; printf '%s\\n' "\${COMPREPLY[@]}"`;
}

test.each([
  [['ao', 'ses'], ['session']],
  [['ao', 'session', 'un'], ['undo-cleanup']],
  [['ao', 'kill', 'shop-'], ['shop-1']],
  [
    ['ao', 'restore', 'shop-'],
    ['shop-1', 'shop-2'],
  ],
  [['ao', 'spawn', '--project', ''], ['shop']],
  [['ao', 'ls', '--w'], ['--watch']],
])('bash completes %j to %j', async (words, expected) => {
  const { stdout, stderr } = await shell(offered(words));
  expect(stderr).toBe('');
  expect(stdout.trim().split('\n')).toEqual(expected);
});

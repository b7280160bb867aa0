import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createTestTerminal, type TestTerminal } from '@ao/testing';
import { afterEach, expect, test } from 'vitest';
import { processesOf } from '../harness/home-processes.ts';
import { type ProgramResult, runProgram } from '../harness/run-program.ts';
import { AO_PROGRAM } from '../harness/test-home.ts';
import { DEMO_TASKS } from './demo-tasks.ts';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
const ENV = { PATH: process.env['PATH'] ?? '/usr/bin:/bin', SCRIPTED_AGENT_PACE: '0.1' };
const ESCAPE = '\u001b';

const argvOf = (flags: readonly string[]) => [process.execPath, '--conditions=@ao/source', MAIN, ...flags];

function runDemo(flags: readonly string[]): Promise<ProgramResult> {
  return runProgram(argvOf(flags), { cwd: '/', env: ENV, limitMs: 60_000 });
}

let terminal: TestTerminal | null = null;
function startInTerminal(env: Readonly<Record<string, string>> = {}): TestTerminal {
  terminal = createTestTerminal({ argv: argvOf([]), cwd: '/', env: { ...ENV, ...env }, size: { columns: 120, rows: 100 } });
  return terminal;
}
afterEach(async () => {
  await terminal?.close();
  terminal = null;
});

function folderIn(output: string): string {
  const folder = /\/tmp\/ao-demo-\w+|\/private\/tmp\/ao-demo-\w+/.exec(output)?.[0];
  if (folder === undefined) throw new Error(`no folder is named in:\n${output}`);
  return folder;
}

function expectNothingLeft(folder: string): void {
  expect(processesOf(folder)).toEqual([]);
  expect(existsSync(folder)).toBe(false);
}

test('three agents work at once, one asks and is answered, their diffs are shown, and nothing is left', async () => {
  const { code, stdout, stderr } = await runDemo([]);
  expect({ code, stderr, stdout }).toEqual({ code: 0, stderr: '', stdout });
  for (const task of DEMO_TASKS) expect(stdout).toContain(`$ ao spawn "${task}"`);
  // Which of the three starts the daemon, and which adds the project, is chance.
  expect(stdout).toMatch(/Started the daemon \(pid \d+, http:\/\/127\.0\.0\.1:\d+\)\./);
  expect(stdout).toMatch(/Added project shop \(\/.*, base main\)\./);
  for (const id of ['shop-1', 'shop-2', 'shop-3']) {
    expect(stdout).toMatch(new RegExp(`\\d s {2}${id} .*● working`));
    expect(stdout).toMatch(new RegExp(`\\d s {2}${id} .*✓ idle +turn ended +\\d files? +\\+\\d+`));
    expect(stdout).toContain(`$ ao diff ${id}`);
  }
  expect(stdout).toMatch(/▲ needs you +allow Bash: npm test\?[^]*needs you: it asks to run npm test[^]*Answered Yes in its terminal/);
  expect(stdout).toContain("+test('three times ten cents are thirty cents', () => {");
  expect(stdout).toContain('+## Tests');
  expect(stdout).toContain("+  if (request.method === 'GET' && request.url === '/health') {");
  expect(stdout).toMatch(/✓ Nothing is left behind: \d+ processes/);
  expect(stdout).not.toContain(ESCAPE);
  expectNothingLeft(folderIn(stdout));
});

test('on a terminal the table stays in its place, in colour', async () => {
  const demo = startInTerminal();
  await demo.waitFor(/▲ needs you/);
  const { code } = await demo.exited;
  const screen = demo.text();
  expect({ code, screen }).toEqual({ code: 0, screen });
  expect(screen.match(/SESSION +STATUS +SINCE/g)).toHaveLength(1);
  expect(screen.match(/shop-\d +✓ idle/g)).toHaveLength(3);
  expectNothingLeft(folderIn(screen));
});

test('Ctrl-C ends everything and leaves nothing', async () => {
  const demo = startInTerminal({ SCRIPTED_AGENT_PACE: '1' });
  await demo.waitFor(/shop-3 +● working/);
  const folder = folderIn(demo.text());
  expect(processesOf(folder).length).toBeGreaterThan(3);
  demo.write('\u0003');
  await demo.waitFor('Interrupted.');
  const { code } = await demo.exited;
  expect(code).toBe(130);
  // The last words of a program may be drawn after its exit was told.
  await expect.poll(() => demo.text()).toContain('Nothing is left behind');
  expectNothingLeft(folder);
});

test('with --keep everything goes on, and the commands it names work', async () => {
  const { code, stdout } = await runDemo(['--keep']);
  const folder = folderIn(stdout);
  const env = { ...ENV, AO_HOME: `${folder}/home` };
  try {
    expect({ code, stdout }).toEqual({ code: 0, stdout });
    const named = [...stdout.matchAll(/^ {2}AO_HOME=(\S+) npx ao ([a-z ]+)/gm)];
    expect(named.map(([, home, command]) => [home, command?.trim()])).toEqual(
      ['ls', 'attach shop', 'send shop', 'session explain shop', 'stop'].map((command) => [`${folder}/home`, command]),
    );
    const list = await runProgram([process.execPath, AO_PROGRAM, 'ls'], { cwd: '/', env });
    expect(list.stdout).toMatch(/shop-1[^]*shop-2[^]*shop-3[^]*3 running/);
  } finally {
    await runProgram(['sh', '-c', `"$0" "$1" stop --all && rm -rf ${folder}`, process.execPath, AO_PROGRAM], { cwd: '/', env });
  }
  expectNothingLeft(folder);
});

test('the real agent is never started without a yes', async () => {
  const { code, stdout, stderr } = await runDemo(['--agent', 'claude-code']);
  expect(code).toBe(2);
  expect(stdout).toContain('It costs money');
  expect(stderr).toContain('--agent claude-code --yes');
  expect(stdout).not.toContain('/tmp/ao-demo-');
});

test.each([
  [['--agent', 'nobody'], 2, 'The demo knows the agents scripted and claude-code'],
  [['--wrong'], 2, "Unknown option '--wrong'"],
  [['--help'], 0, 'npm run demo -- --keep'],
])('%j', async (flags, code, message) => {
  const result = await runDemo(flags);
  expect(result.code).toBe(code);
  expect(result.stderr).toContain(message);
});

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createTestTerminal, scriptedAgentModule, type TestTerminal } from '@ao/testing';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { type HomeProcess, processesOf } from './home-processes.ts';
import { createRepository, type TestRepository } from './repository.ts';
import { type ProgramResult, runProgram } from './run-program.ts';

/** The command line as a person has it: the built one. */
export const AO_PROGRAM: string = createRequire(import.meta.url)
  .resolve('@ao/cli/package.json')
  .replace(/package\.json$/, 'bin/ao.js');

const COMPILED = fileURLToPath(new URL('../../node_modules/.cache', import.meta.url));

/** How to call `ao`. */
export interface AoOptions {
  /** Default: the repository of the home. */
  readonly cwd?: string | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
  readonly input?: string | undefined;
  readonly limitMs?: number | undefined;
}

/** A home of its own in a temporary folder, with a repository beside it and the scripted agent as default. */
export interface TestHome extends AsyncDisposable {
  readonly folder: string;
  readonly path: string;
  readonly env: Readonly<Record<string, string>>;
  readonly repository: TestRepository;
  /** Calls `ao`. */
  ao(args: readonly string[], options?: AoOptions): Promise<ProgramResult>;
  /** Calls `ao … --json`, expects success, and answers the document. */
  json<Document>(args: readonly string[], options?: AoOptions): Promise<Document>;
  /** Attaches to a session in a real terminal, as a person does. The caller closes it. */
  attach(session: string, ...flags: readonly string[]): TestTerminal;
  /** Runs a line of shell in a real terminal, with `ao` on the path. The caller closes it. */
  shell(line: string): TestTerminal;
  /** The same home with other variables. Only one of the two is to be disposed of. */
  with(env: Readonly<Record<string, string>>): TestHome;
  /** The pid in the run file. */
  daemonPid(): number;
  /** Everything that runs for this home. */
  processes(): readonly HomeProcess[];
  /** Ends the daemon and all sessions, and removes everything. Throws when a process is left. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** Makes a home. Its environment has nothing of the one the tests run in but the path. */
export function createTestHome(overrides: Readonly<Record<string, string>> = {}): TestHome {
  // Short: sockets live in it, and their paths are limited to about a hundred bytes.
  const folder = mkdtempSync('/tmp/ao-e2e-');
  return homeIn(folder, createRepository(join(folder, 'shop')), overrides);
}

function homeIn(folder: string, repository: TestRepository, overrides: Readonly<Record<string, string>>): TestHome {
  const path = join(folder, 'home');
  const env: Readonly<Record<string, string>> = {
    PATH: `${join(process.execPath, '..')}:${process.env['PATH'] ?? '/usr/bin:/bin'}`,
    HOME: folder,
    // Compiled code is shared by all homes: without it every command of every test would be compiled anew.
    XDG_CACHE_HOME: COMPILED,
    LANG: 'C.UTF-8',
    SHELL: '/bin/sh',
    AO_HOME: path,
    AO_PORT: '0',
    // How many sessions run must not depend on what else the machine does.
    AO_MIN_FREE_MEMORY: '0',
    AO_AGENT: 'scripted',
    AO_AGENT_MODULES: scriptedAgentModule(),
    SCRIPTED_AGENT_PACE: '0.1',
    ...overrides,
  };
  function ao(args: readonly string[], options: AoOptions = {}): Promise<ProgramResult> {
    const cwd = options.cwd ?? repository.path;
    return runProgram([process.execPath, AO_PROGRAM, ...args], {
      cwd,
      env: { ...env, PWD: cwd, ...options.env },
      input: options.input,
      limitMs: options.limitMs,
    });
  }
  return {
    folder,
    path,
    env,
    repository,
    ao,
    async json(args, options) {
      const { code, stdout, stderr } = await ao([...args, '--json'], options);
      if (code !== 0) throw new Error(`ao ${args.join(' ')} ended with code ${code}: ${stderr}${stdout}`);
      return JSON.parse(stdout);
    },
    attach: (session, ...flags) =>
      createTestTerminal({ argv: [process.execPath, AO_PROGRAM, 'attach', session, ...flags], cwd: repository.path, env: { ...env } }),
    shell: (line) =>
      createTestTerminal({
        argv: ['/bin/sh', '-c', `ao() { "${process.execPath}" "${AO_PROGRAM}" "$@"; }; ${line}`],
        cwd: repository.path,
        env,
      }),
    with: (more) => homeIn(folder, repository, { ...overrides, ...more }),
    daemonPid: () => Number(JSON.parse(readFileSync(join(path, 'run/daemon.json'), 'utf8')).process.pid),
    processes: () => processesOf(path),
    async [Symbol.asyncDispose]() {
      await ao(['stop', '--all']);
      const left = await remaining(path);
      for (const { pid } of left) process.kill(pid, 'SIGKILL');
      rmSync(folder, { recursive: true, force: true });
      if (left.length > 0) throw new Error(`left running: ${left.map(({ pid, command }) => `${pid} ${command}`).join('; ')}`);
    },
  };
}

/** What has been told to end may need a moment; what is there after that was left behind. */
async function remaining(path: string): Promise<readonly HomeProcess[]> {
  const endAt = performance.now() + 5_000;
  for (;;) {
    const left = processesOf(path);
    if (left.length === 0 || performance.now() > endAt) return left;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

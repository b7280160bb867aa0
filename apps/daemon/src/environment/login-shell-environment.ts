import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';

/** What a login shell exports is asked for once and must not hold up the start of the daemon for longer than this. */
const TIME_LIMIT_MS = 5_000;

/** A shell that prints more than this is not printing its environment. */
const MAX_OUTPUT_BYTES = 4 * 1024 * 1024;

/** Variables that belong to the shell that was asked, not to the user. */
const SHELL_OWN_VARIABLES = new Set(['_', 'SHLVL', 'PWD', 'OLDPWD', 'PS1', 'PS2', 'TERM', 'COLUMNS', 'LINES']);

/** The environment agents are started with, and where it came from. */
export interface CapturedEnvironment {
  readonly env: Readonly<Record<string, string>>;
  /** `login_shell`: as in a new terminal of this user. `inherited`: that could not be had, so it is the daemon's own. */
  readonly source: 'login_shell' | 'inherited';
  /** Why the login shell could not be asked; null when it could. */
  readonly problem: string | null;
}

/**
 * Asks the user's login shell for its environment, so that agents are found however the daemon was started: from a terminal,
 * by systemd, from a desktop. What the shell's start-up files print is told apart from the answer by a marker. The daemon's own
 * variables stay where the shell does not set them, except PATH: folders of both are kept, the shell's first.
 */
export async function captureLoginShellEnvironment(
  inherited: Readonly<Record<string, string | undefined>>,
  options: { readonly timeLimitMs?: number; readonly shell?: string } = {},
): Promise<CapturedEnvironment> {
  const own = defined(inherited);
  const shell = options.shell ?? own['SHELL'] ?? userInfo().shell ?? '/bin/sh';
  const marker = `ao-environment-${randomUUID()}`;
  const answer = await askShell(shell, marker, own, options.timeLimitMs ?? TIME_LIMIT_MS);
  if ('problem' in answer) return { env: own, source: 'inherited', problem: answer.problem };
  const captured = parseEnvironment(answer.output, marker);
  if (captured === null) return { env: own, source: 'inherited', problem: `${shell} did not print its environment` };
  const env = { ...own, ...captured, PATH: joinPaths(captured['PATH'], own['PATH']) };
  return { env, source: 'login_shell', problem: null };
}

function defined(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

function joinPaths(...paths: readonly (string | undefined)[]): string {
  const folders = paths.flatMap((path) => path?.split(':') ?? []).filter((folder) => folder !== '');
  return [...new Set(folders)].join(':');
}

type ShellAnswer = { readonly output: string } | { readonly problem: string };

function askShell(shell: string, marker: string, env: Readonly<Record<string, string>>, limitMs: number): Promise<ShellAnswer> {
  return new Promise((resolve) => {
    // Interactive as well as login: many people set PATH in the file that only interactive shells read.
    const child = spawn(shell, ['-i', '-l', '-c', `printf '%s\\0' ${marker}; env -0; printf '%s\\0' ${marker}`], {
      env: { ...env, TERM: 'dumb' },
      stdio: ['ignore', 'pipe', 'ignore'],
      detached: true,
    });
    const chunks: Buffer[] = [];
    let size = 0;
    function finish(answer: ShellAnswer): void {
      clearTimeout(timer);
      child.stdout.destroy();
      resolve(answer);
    }
    function giveUp(problem: string): void {
      // Its own process group, because a start-up file may have started something that holds the pipe open.
      if (child.pid !== undefined) killGroup(child.pid);
      finish({ problem });
    }
    const timer = setTimeout(() => giveUp(`${shell} took longer than ${limitMs} ms to start`), limitMs);
    child.on('error', (error) => finish({ problem: `${shell} could not be started: ${error.message}` }));
    child.stdout.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size > MAX_OUTPUT_BYTES) giveUp(`${shell} printed more than ${MAX_OUTPUT_BYTES} bytes`);
    });
    child.on('close', () => finish({ output: Buffer.concat(chunks).toString('utf8') }));
  });
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It ended by itself in the meantime.
  }
}

function parseEnvironment(output: string, marker: string): Record<string, string> | null {
  const start = output.indexOf(`${marker}\0`);
  const end = output.lastIndexOf(`${marker}\0`);
  if (start === -1 || end === start) return null;
  const env: Record<string, string> = {};
  for (const entry of output.slice(start + marker.length + 1, end).split('\0')) {
    const equals = entry.indexOf('=');
    const name = entry.slice(0, Math.max(0, equals));
    if (name !== '' && !SHELL_OWN_VARIABLES.has(name)) env[name] = entry.slice(equals + 1);
  }
  return env;
}

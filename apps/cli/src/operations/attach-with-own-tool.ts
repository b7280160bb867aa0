import { spawn } from 'node:child_process';
import type { AttachCommand } from '@ao/client';
import { AoError } from '@ao/domain';
import type { CliContext } from '../context/cli-context.ts';

/**
 * How to attach to a session with the tool of its runtime, such as tmux.
 *
 * @throws AoError `INVALID_REQUEST` when its runtime has none.
 */
export async function ownAttachCommand(context: CliContext, session: string): Promise<AttachCommand> {
  const command = await context.withDaemon((ao) => ao.sessions.attachCommand(session));
  if (command === null) {
    throw new AoError('INVALID_REQUEST', {
      message: `The terminal of ${session} has no tool of its own to attach with. Use: ao attach ${session}`,
    });
  }
  return command;
}

/** A command as one line for a POSIX shell. */
export function shellLine({ argv, env }: AttachCommand): string {
  const variables = Object.entries(env).map(([name, value]) => `${name}=${quoted(value)}`);
  return [...variables, ...argv.map(quoted)].join(' ');
}

/** Runs a command in this terminal, and answers its exit code. */
export function runInTerminal({ argv, env }: AttachCommand): Promise<number> {
  const [program = '', ...args] = argv;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: 'inherit' });
    child.on('error', (cause) => {
      reject(new AoError('INVALID_REQUEST', { message: `${program} could not be started: ${cause.message}`, cause }));
    });
    child.on('exit', (code, signal) => resolve(signal === null ? (code ?? 1) : 1));
  });
}

function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

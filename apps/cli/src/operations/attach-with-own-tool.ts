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

/**
 * Attaches with the tool of the runtime in this terminal, says first how to leave it, and answers its exit code.
 *
 * @throws AoError `RUNTIME_UNAVAILABLE` when the tool cannot be started here.
 */
export function attachWithOwnTool(
  context: Pick<CliContext, 'note'>,
  session: string,
  { argv, env, leave }: AttachCommand,
): Promise<number> {
  const [program = '', ...args] = argv;
  if (leave !== undefined) context.note(`Leave ${session} with ${leave}; the agent goes on.`);
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: 'inherit' });
    child.on('error', (cause: NodeJS.ErrnoException) => {
      const why = cause.code === 'ENOENT' ? `${program} was not found on your PATH` : `${program} could not be started: ${cause.message}`;
      reject(new AoError('RUNTIME_UNAVAILABLE', { message: `${why}. This needs no such program: ao attach ${session}`, cause }));
    });
    child.on('exit', (code, signal) => resolve(signal === null ? (code ?? 1) : 1));
  });
}

function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

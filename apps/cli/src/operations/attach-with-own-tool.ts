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

/** A tool that fails sooner than this after its start never showed the terminal. */
const AT_ONCE_MS = 2_000;

/** The terminal a tool runs in, and the daemon it can be asked about again. */
export interface OwnToolContext {
  /** Says a line to the person. */
  note(text: string): void;
  /** The command once more; rejects when the session has ended meanwhile. */
  commandAgain(): Promise<AttachCommand>;
}

/**
 * Attaches with the tool of the runtime in this terminal, says first how to leave it, and answers its exit code. A tool that fails at
 * once is started once more while the agent runs: now and then zellij does not find a session that is there
 * (https://github.com/zellij-org/zellij/issues/1945).
 *
 * @throws AoError `RUNTIME_UNAVAILABLE` when the tool cannot be started here.
 */
export async function attachWithOwnTool(context: OwnToolContext, session: string, command: AttachCommand): Promise<number> {
  if (command.leave !== undefined) context.note(`Leave ${session} with ${command.leave}; the agent goes on.`);
  const startedAt = performance.now();
  const code = await run(command, session);
  if (code === 0 || performance.now() - startedAt > AT_ONCE_MS) return code;
  const again = await context.commandAgain();
  context.note(`${again.argv[0] ?? 'The tool'} failed at once, and ${session} runs. Trying once more.`);
  const secondCode = await run(again, session);
  if (secondCode !== 0) context.note(withoutTheTool(session));
  return secondCode;
}

function run({ argv, env }: AttachCommand, session: string): Promise<number> {
  const [program = '', ...args] = argv;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: 'inherit' });
    child.on('error', (cause: NodeJS.ErrnoException) => {
      const why = cause.code === 'ENOENT' ? `${program} was not found on your PATH` : `${program} could not be started: ${cause.message}`;
      reject(new AoError('RUNTIME_UNAVAILABLE', { message: `${why}. ${withoutTheTool(session)}`, cause }));
    });
    child.on('exit', (code, signal) => resolve(signal === null ? (code ?? 1) : 1));
  });
}

function withoutTheTool(session: string): string {
  return `This needs no such program: ao attach ${session}`;
}

function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

import type { CliContext } from '../context/cli-context.ts';
import { createProcessContext } from '../context/process-context.ts';
import { describeError } from '../errors/error-report.ts';
import { tellError } from '../errors/tell-error.ts';
import { daemonStatus, renderDaemonStatus } from '../operations/daemon-status.ts';
import { listSessions, renderSessionList } from '../operations/list-sessions.ts';
import { print, printJson } from '../process/print.ts';

/** What a fast command answers: the document, the text, and the exit code. */
interface FastResult {
  readonly json: unknown;
  readonly text: string;
  readonly exitCode: number;
}

/** Flags a fast command understands; any other argument goes the long way. */
const PLAIN_FLAGS: ReadonlySet<string> = new Set(['--json', '--all', '-a']);

const FAST_COMMANDS: Readonly<Record<string, (context: CliContext, flags: ReadonlySet<string>) => Promise<FastResult>>> = {
  async status(context) {
    const status = await daemonStatus(context);
    return { json: status.json, text: renderDaemonStatus(status, context), exitCode: status.exitCode };
  },
  async ls(context, flags) {
    const list = await listSessions(context, { project: undefined, includeEnded: flags.has('--all') || flags.has('-a') });
    return { json: list, text: renderSessionList(list, context), exitCode: 0 };
  },
};

/**
 * Runs a command of the short list when it is called in its plain form.
 *
 * @returns false when it is none of those: then nothing was done.
 */
export async function runFastPath(argv: readonly string[]): Promise<boolean> {
  const [name = '', ...rest] = argv;
  const command = Object.hasOwn(FAST_COMMANDS, name) ? FAST_COMMANDS[name] : undefined;
  const isPlain = rest.every((argument) => PLAIN_FLAGS.has(argument) && (name === 'ls' || argument === '--json'));
  if (command === undefined || !isPlain) return false;
  const asJson = rest.includes('--json');
  try {
    const result = await command(createProcessContext(), new Set(rest));
    if (asJson) printJson(result.json, 2);
    else print(result.text);
    process.exitCode = result.exitCode;
  } catch (error) {
    tellError(describeError(error), { argv: rest, env: process.env });
  }
  return true;
}

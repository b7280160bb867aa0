import { Config, Errors, flush, handle, run } from '@oclif/core';
import { describeError, usageReport } from './errors/error-report.ts';
import { tellError } from './errors/tell-error.ts';
import { unknownCommandMessage } from './errors/usage-message.ts';

/** Finds the command, runs it, and tells errors that happen before one was found (an unknown command, for example). */
export async function runCommandLine(entryUrl: string, typed: readonly string[]): Promise<void> {
  const argv = plainWords(typed);
  try {
    await run(argv, entryUrl);
    await flush();
  } catch (error) {
    // `--help` ends a command by an error that carries the code 0: that is the framework's own way to exit.
    if (error instanceof Errors.ExitError && error.oclif.exit === 0) {
      await handle(error);
      return;
    }
    const unknown = error instanceof Error ? /^command (\S+) not found\.?$/i.exec(error.message)?.[1] : undefined;
    const report = unknown === undefined ? describeError(error) : usageReport(await unknownCommand(unknown, entryUrl));
    tellError(report, { argv, env: process.env });
  }
}

/** `ao help spawn` and `ao --version` are what people type; the framework knows `ao spawn --help` and `ao version`. */
function plainWords(argv: readonly string[]): string[] {
  const [first, ...rest] = argv;
  if (first === 'help') return [...rest, '--help'];
  if (first === '--version' || first === '-v' || first === '-V') return ['version', ...rest];
  return [...argv];
}

async function unknownCommand(id: string, entryUrl: string): Promise<string> {
  const config = await Config.load(entryUrl);
  const known = config.commands
    .filter((command) => !command.hidden)
    .flatMap((command) => [command.id, ...command.aliases].map((each) => each.replaceAll(':', ' ')));
  return unknownCommandMessage(id.replaceAll(':', ' '), known);
}

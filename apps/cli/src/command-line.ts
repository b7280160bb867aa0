import { Errors, flush, handle, run } from '@oclif/core';
import { describeError } from './errors/error-report.ts';

/** Finds the command, runs it, and tells errors that happen before one was found (an unknown command, for example). */
export async function runCommandLine(entryUrl: string): Promise<void> {
  try {
    await run(process.argv.slice(2), entryUrl);
    await flush();
  } catch (error) {
    await tell(error);
  }
}

async function tell(error: unknown): Promise<void> {
  // `--help` and `--version` end a command by an error that carries the code 0: that is the framework's own way to exit.
  if (error instanceof Errors.ExitError && error.oclif.exit === 0) {
    await handle(error);
    return;
  }
  const report = describeError(error);
  process.exitCode = report.exitCode;
  if (process.argv.includes('--json')) process.stdout.write(`${JSON.stringify({ error: report.json }, null, 2)}\n`);
  else process.stderr.write(`${report.text}\n`);
}

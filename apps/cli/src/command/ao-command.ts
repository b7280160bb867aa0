import { Command, Flags } from '@oclif/core';
import type { CliContext } from '../context/cli-context.ts';
import { createProcessContext } from '../context/process-context.ts';
import { describeError } from '../errors/error-report.ts';
import { EXIT_CODES } from '../errors/exit-codes.ts';
import { tellError } from '../errors/tell-error.ts';
import { InterruptedError } from '../process/interrupted-error.ts';
import { print, printJson } from '../process/print.ts';

/**
 * What every command shares: `--json`, `--verbose`, the context, and how an error is told.
 *
 * - with `--json` exactly one document goes to standard output: the result, or `{ "error": … }`
 * - an error is at most three lines on standard error; `--verbose` adds the request id, the details and the cause
 */
export abstract class AoCommand extends Command {
  static override enableJsonFlag = true;

  static override baseFlags = {
    verbose: Flags.boolean({ description: 'Say everything that is known about an error.', env: 'AO_VERBOSE', helpGroup: 'GLOBAL' }),
  };

  #context: CliContext | undefined;

  protected get context(): CliContext {
    this.#context ??= createProcessContext();
    return this.#context;
  }

  /** Prints the text for people (unless `--json` is set) and answers the result, which becomes the JSON document. */
  protected present<Result>(result: Result, text: string): Result {
    if (text !== '') this.log(text);
    return result;
  }

  /** Prints text for people, unless `--json` is set. */
  override log(message = ''): void {
    if (!this.jsonEnabled()) print(message);
  }

  /** Prints the result as JSON; a command that failed has told its error already, and has none. */
  override logJson(json: unknown): void {
    if (json !== undefined) printJson(json, 2);
  }

  /** Reads standard input to its end, for texts given as `-`. */
  protected async standardInput(): Promise<string> {
    const { readStandardInput } = await import('../input/text-source.ts');
    return readStandardInput(process.stdin);
  }

  protected override async catch(error: Error & { exitCode?: number }): Promise<unknown> {
    if (error instanceof InterruptedError) {
      process.exitCode = EXIT_CODES.interrupted;
      return undefined;
    }
    const command = (this.id ?? '').replaceAll(':', ' ');
    tellError(describeError(error, command), { argv: this.argv, env: process.env });
    return undefined;
  }
}

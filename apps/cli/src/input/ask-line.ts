import { createInterface } from 'node:readline/promises';
import { InterruptedError } from '../process/interrupted-error.ts';
import { print } from '../process/print.ts';
import { printableText } from '../render/colour.ts';

/** Where a question is asked. Default: standard input and error, so that results stay alone on standard output. */
export interface AskedTerminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  /** Whether keys come one by one; found out by itself for a real terminal. */
  readonly terminal?: boolean;
}

/** Asks for one line after another. */
export interface LineQuestions {
  /**
   * The answer to a question; null at the end of the input (Ctrl-D).
   *
   * @throws InterruptedError after Ctrl-C.
   */
  ask(question: string): Promise<string | null>;
  close(): void;
}

/** Begins to ask; close it, or the command never ends. */
export function openQuestions(on: AskedTerminal = { input: process.stdin, output: process.stderr }): LineQuestions {
  const prompt = createInterface(on);
  let isInterrupted = false;
  const closed = new Promise<null>((resolve) => prompt.once('close', () => resolve(null)));
  prompt.once('SIGINT', () => {
    isInterrupted = true;
    prompt.close();
  });
  return {
    async ask(question) {
      const typed = await Promise.race([prompt.question(printableText(question)), closed]);
      // The cursor stands behind the question still.
      if (typed === null) print('', on.output);
      if (isInterrupted) throw new InterruptedError();
      return typed;
    },
    close: () => prompt.close(),
  };
}

/** What a stream of the output says when nobody reads it any more. */
const UNREAD: ReadonlySet<string | undefined> = new Set(['EPIPE', 'EIO']);

/** A stream of the output, and what a person calls it. */
export interface NamedOutput {
  readonly name: string;
  readonly stream: NodeJS.WritableStream;
}

/**
 * Ends the command when its output goes nowhere.
 *
 * - quietly with code 0 when nobody reads it any more, as in `ao ls | head -1`: that is no failure, and there is nobody left to tell
 * - with code 1 and a line that says why when it cannot be written, for example to a full disk: a script must not take half a
 *   document for all of it
 *
 * @param tell - writes that line somewhere else; it must not throw.
 */
export function endWhenOutputFails(outputs: readonly NamedOutput[], end: (code: number) => void, tell: (line: string) => void): void {
  for (const { name, stream } of outputs) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (UNREAD.has(error.code)) return end(0);
      tell(`The ${name} cannot be written: ${error.code === 'ENOSPC' ? 'no space is left there' : error.message}.`);
      end(1);
    });
  }
}

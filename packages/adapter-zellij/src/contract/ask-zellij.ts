import type { Clock } from '@ao/ports';
import { connectToZellij, unreachable, type ZellijConnection } from './zellij-connection.ts';

/** A server that has not answered by then hangs. */
export const ANSWER_WITHIN_MS = 5_000;
const ASK_AGAIN_MS = 20;

/**
 * Asks the server of a session one question, over a connection of its own: it costs a millisecond, and no answer can be taken for
 * another's.
 *
 * @throws AoError `RUNTIME_UNAVAILABLE` when it cannot be reached, refuses, or does not answer in time
 */
export function askZellij(socketPath: string, question: Uint8Array, clock: Clock, signal?: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    let connection: ZellijConnection | null = null;
    let settled = false;
    const timer = clock.setTimer(ANSWER_WITHIN_MS, () => fail(unreachable(`it did not answer within ${ANSWER_WITHIN_MS / 1000} s`)));
    const onAbort = () => fail(signal?.reason as Error);

    function settle(outcome: () => void): void {
      if (settled) return;
      settled = true;
      timer.cancel();
      signal?.removeEventListener('abort', onAbort);
      connection?.close();
      outcome();
    }
    /** Now and then zellij says that a question was dealt with, without an answer; then it has none yet. */
    function askAgain(): void {
      clock.setTimer(ASK_AGAIN_MS, () => connection?.send(question));
    }
    const fail = (error: Error) => settle(() => reject(error));

    if (signal?.aborted) return onAbort();
    signal?.addEventListener('abort', onAbort, { once: true });
    connectToZellij(socketPath, {
      onMessage(message) {
        if (message.type === 'answer') settle(() => resolve(message.lines.join('\n')));
        else if (message.type === 'done') askAgain();
        else if (message.type === 'refused') fail(unreachable(`it says "${message.lines.join(' ')}"`));
      },
      onClosed: (error) => fail(error ?? unreachable('it hung up')),
    }).then((opened) => {
      connection = opened;
      if (settled) opened.close();
      else opened.send(question);
    }, fail);
  });
}

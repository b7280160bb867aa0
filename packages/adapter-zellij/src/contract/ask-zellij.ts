import type { Clock } from '@ao/ports';
import { connectToZellij, unreachable, type ZellijConnection } from './zellij-connection.ts';

/** A server that has not answered by then hangs. */
export const ANSWER_WITHIN_MS = 5_000;
const ASK_AGAIN_MS = 20;
/** A server that lets go of more connections than this for one question does so on purpose. */
const LET_GO_AT_MOST = 2;

/**
 * Asks the server of a session one question, over a connection of its own: it costs a millisecond, and no answer can be taken for
 * another's. A connection that the server lets go of without an answer is followed by another: zellij gives the number of a client
 * that has left to the next one, and now and then takes the new one for the one that left
 * (https://github.com/zellij-org/zellij/issues/5546).
 *
 * @throws AoError `RUNTIME_UNAVAILABLE` when it cannot be reached, refuses, or does not answer in time
 */
export function askZellij(socketPath: string, question: Uint8Array, clock: Clock, signal?: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    let connection: ZellijConnection | null = null;
    let settled = false;
    let letGoTimes = 0;
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
    const fail = (error: Error) => settle(() => reject(error));
    const later = (next: () => void) => void clock.setTimer(ASK_AGAIN_MS, () => !settled && next());
    function letGo(): void {
      connection?.close();
      connection = null;
      letGoTimes += 1;
      if (letGoTimes > LET_GO_AT_MOST) fail(unreachable('it hung up'));
      else later(ask);
    }
    function ask(): void {
      connectToZellij(socketPath, {
        onMessage(message) {
          if (message.type === 'answer') settle(() => resolve(message.lines.join('\n')));
          else if (message.type === 'refused') fail(unreachable(`it says "${message.lines.join(' ')}"`));
          else if (message.type === 'exit') letGo();
          // Now and then zellij says that a question was dealt with, without an answer; then it has none yet.
          else if (message.type === 'done') later(() => connection?.send(question));
        },
        onClosed: (error) => (error === null ? letGo() : fail(error)),
      }).then((opened) => {
        connection = opened;
        if (settled) opened.close();
        else opened.send(question);
      }, fail);
    }

    if (signal?.aborted) return onAbort();
    signal?.addEventListener('abort', onAbort, { once: true });
    ask();
  });
}

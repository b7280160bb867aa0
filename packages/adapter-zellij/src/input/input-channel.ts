import type { Clock, Timer } from '@ao/ports';
import { pasteMessage, writeMessage } from '../contract/client-messages.ts';
import { connectToZellij, unreachable, type ZellijConnection } from '../contract/zellij-connection.ts';
import { pastedText } from './paste-detection.ts';

/** A connection for what is typed into one terminal. */
export interface InputChannel {
  /** Hands bytes over; resolves when zellij has taken them. One write at a time. */
  write(bytes: Uint8Array): Promise<void>;
  close(): void;
}

/** What an input channel needs. */
export interface InputChannelOptions {
  readonly socketPath: string;
  readonly pane: number;
  readonly clock: Clock;
}

/** A write is cut into pieces of this size; zellij hands each to the program before it takes the next. */
const PIECE_BYTES = 32 * 1024;
/**
 * zellij waits up to a second for a program that does not read before it takes the next piece; a server that has not answered by then
 * hangs.
 */
const TAKEN_WITHIN_MS = 5_000;

interface Waiting {
  readonly timer: Timer;
  readonly settle: (error: Error | null) => void;
}

/** Makes the channel; it connects with the first write, and anew after the connection was lost. */
export function createInputChannel({ socketPath, pane, clock }: InputChannelOptions): InputChannel {
  let connection: Promise<ZellijConnection> | null = null;
  let waiting: Waiting[] = [];

  function open(): Promise<ZellijConnection> {
    const opening = connectToZellij(socketPath, {
      onMessage({ type }) {
        if (type === 'done') waiting.shift()?.settle(null);
        else if (type === 'exit') letGo();
      },
      onClosed: (error) => drop(error ?? unreachable('the session has ended')),
    });
    /** Nothing that is sent from now on is answered; what was sent may have been taken or not. */
    const letGo = () => {
      void opening.then((live) => live.close());
      drop(unreachable('it let go of the connection'));
    };
    opening.catch(() => (connection = null));
    return opening;
  }

  function drop(error: Error): void {
    const failed = waiting;
    waiting = [];
    connection = null;
    for (const { settle } of failed) settle(error);
  }

  async function hand(message: Uint8Array): Promise<void> {
    connection ??= open();
    const live = await connection;
    await new Promise<void>((resolve, reject) => {
      const timer = clock.setTimer(TAKEN_WITHIN_MS, () => {
        // Whatever comes now would be taken for the answer to the next piece.
        live.close();
        drop(unreachable(`it did not take the input within ${TAKEN_WITHIN_MS / 1000} s`));
      });
      waiting.push({
        timer,
        settle(error) {
          timer.cancel();
          if (error === null) resolve();
          else reject(error);
        },
      });
      live.send(message);
    });
  }

  async function write(bytes: Uint8Array): Promise<void> {
    const text = pastedText(bytes);
    if (text !== null) return hand(pasteMessage(pane, text));
    for (let at = 0; at < bytes.length; at += PIECE_BYTES) await hand(writeMessage(pane, bytes.subarray(at, at + PIECE_BYTES)));
  }

  return {
    write,
    close() {
      void connection?.then((live) => live.close()).catch(() => undefined);
      drop(unreachable('the runtime was closed'));
    },
  };
}

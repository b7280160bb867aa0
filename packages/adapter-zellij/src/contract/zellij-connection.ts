import { connect, type Socket } from 'node:net';
import { AoError } from '@ao/domain';
import { createMessageFrames, frameOf } from './message-frames.ts';
import { readServerMessage, type ServerMessage } from './server-messages.ts';

/** One connection to the server of a session. */
export interface ZellijConnection {
  /** Sends a message; dropped when the connection is over. */
  send(message: Uint8Array): void;
  /** Stops reading; the server keeps what it has to say. */
  pause(): void;
  resume(): void;
  /** Ends the connection; `onClosed` is not called. */
  close(): void;
}

/** What is done with a connection. */
export interface ConnectionEvents {
  readonly onMessage: (message: ServerMessage) => void;
  /** Called once when the connection is lost, not after `close`. */
  readonly onClosed: (error: Error | null) => void;
}

/**
 * Connects to the socket of a session.
 *
 * @throws AoError `RUNTIME_UNAVAILABLE` when nobody answers there
 */
export function connectToZellij(socketPath: string, events: ConnectionEvents): Promise<ZellijConnection> {
  return new Promise((resolve, reject) => {
    const socket = connect(socketPath);
    socket.once('error', (error) => reject(unreachable(error.message, error)));
    socket.once('connect', () => {
      socket.removeAllListeners('error');
      resolve(talkOver(socket, events));
    });
  });
}

/** The error for a session that cannot be asked. */
export function unreachable(reason: string, cause?: unknown): AoError {
  return new AoError('RUNTIME_UNAVAILABLE', { message: `zellij cannot be reached: ${reason}.`, cause });
}

function talkOver(socket: Socket, { onMessage, onClosed }: ConnectionEvents): ZellijConnection {
  const frames = createMessageFrames();
  let closed = false;
  let failure: Error | null = null;

  function fail(error: Error): void {
    failure ??= error;
    socket.destroy();
  }

  socket.on('data', (chunk) => {
    try {
      for (const message of frames.push(chunk)) if (!closed) onMessage(readServerMessage(message));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      fail(new AoError('RUNTIME_PROTOCOL', { message: `zellij says what is not understood: ${error.message}.`, cause: error }));
    }
  });
  socket.on('error', fail);
  socket.on('close', () => {
    if (closed) return;
    closed = true;
    onClosed(failure);
  });
  return {
    send: (message) => void (socket.writable && socket.write(frameOf(message))),
    pause: () => void socket.pause(),
    resume: () => void socket.resume(),
    close() {
      closed = true;
      socket.destroy();
    },
  };
}

import type { TerminalChannel } from '@ao/terminal';
import type { WebSocket } from 'ws';

/** A WebSocket as the terminal hub knows it. Sending on one that is closing does nothing. */
export function terminalChannelOver(socket: WebSocket): TerminalChannel {
  return {
    sendText: (text) => send(text, false),
    sendBinary: (bytes) => send(bytes, true),
    bufferedBytes: () => socket.bufferedAmount,
    close: (code, reason) => socket.close(code, reason),
  };

  function send(data: string | Uint8Array, binary: boolean): void {
    if (socket.readyState === socket.OPEN) socket.send(data, { binary });
  }
}

import { connect } from 'node:net';

/** Whether somebody listens on a socket. `silent`: nobody could be asked within the time. */
export type SocketState = 'listening' | 'nobody' | 'silent';

const CONNECT_TIMEOUT_MS = 2_000;

/** Looks whether somebody listens on a Unix socket. */
export function readSocketState(path: string): Promise<SocketState> {
  return new Promise((resolve) => {
    const socket = connect(path);
    const settle = (state: SocketState) => {
      socket.destroy();
      resolve(state);
    };
    socket.setTimeout(CONNECT_TIMEOUT_MS, () => settle('silent'));
    socket.on('connect', () => settle('listening'));
    socket.on('error', (error: NodeJS.ErrnoException) => {
      settle(error.code === 'ENOENT' || error.code === 'ECONNREFUSED' || error.code === 'ENOTSOCK' ? 'nobody' : 'silent');
    });
  });
}

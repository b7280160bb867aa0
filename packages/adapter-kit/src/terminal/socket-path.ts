import { AoError } from '@ao/domain';

/** The longest socket path used. Systems allow 104 to 108 bytes with the closing zero. */
export const SOCKET_PATH_MAX_BYTES = 100;

/**
 * Checks that the system will take the path of a Unix socket.
 *
 * @throws AoError `SOCKET_PATH_TOO_LONG`
 */
export function checkSocketPath(path: string): void {
  const length = Buffer.byteLength(path);
  if (length <= SOCKET_PATH_MAX_BYTES) return;
  throw new AoError('SOCKET_PATH_TOO_LONG', {
    message: `The socket path ${path} has ${length} bytes; systems allow about ${SOCKET_PATH_MAX_BYTES}. Set AO_HOME to a shorter path.`,
    details: { path, bytes: length, limitBytes: SOCKET_PATH_MAX_BYTES },
  });
}

import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import { AoError, type LaunchId, type RuntimeHandle, type SessionId } from '@ao/domain';

/** The places of this runtime. */
export interface RuntimePlaces {
  /** Where terminals keep their files, absolute. */
  readonly directory: string;
  /** The socket of the private server. */
  readonly socketPath: string;
}

/** Where everything about one terminal is found. */
export interface LaunchLocation {
  readonly handle: RuntimeHandle;
  /** The session's folder, which holds one folder for each launch. */
  readonly sessionDirectory: string;
  readonly directory: string;
  /** Names the terminal among all of the machine; stands in the environment of all that runs in it, and as an option on its pane. */
  readonly terminalId: string;
  /** Name of its tmux session: readable, and never the beginning of another one of the same length. */
  readonly tmuxSession: string;
}

/** The variable that holds the name of the terminal. */
export const TERMINAL_ID_VARIABLE = 'AO_TERMINAL_ID';

/** The longest socket path used. Systems allow 104 to 108 bytes with the closing zero. */
export const SOCKET_PATH_MAX_BYTES = 100;

const SOCKET_NAME = 'tmux.sock';
const HANDLE_PREFIX = 'tmux:';
/** Both parts become names of folders. */
const PART_PATTERN = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;
/** tmux itself replaces these in names of sessions. */
const UNUSABLE_IN_NAMES = /[.:]/g;

/** Where the runtime works, from its two folders. */
export function placesOf(directory: string, socketDirectory: string): RuntimePlaces {
  return { directory: resolve(directory), socketPath: join(resolve(socketDirectory), SOCKET_NAME) };
}

/** The handle of a launch. */
export function handleOf(sessionId: SessionId, launchId: LaunchId): RuntimeHandle {
  return `${HANDLE_PREFIX}${sessionId}/${launchId}` as RuntimeHandle;
}

/** Where the terminal of a handle is, or null when the handle is none of this runtime. */
export function locate(places: RuntimePlaces, handle: RuntimeHandle): LaunchLocation | null {
  if (!handle.startsWith(HANDLE_PREFIX)) return null;
  const [sessionId = '', launchId = '', ...rest] = handle.slice(HANDLE_PREFIX.length).split('/');
  if (rest.length > 0 || !PART_PATTERN.test(sessionId) || !PART_PATTERN.test(launchId)) return null;
  const sessionDirectory = join(places.directory, sessionId);
  const directory = join(sessionDirectory, launchId);
  const terminalId = createHash('sha256').update(directory).digest('hex').slice(0, 24);
  return {
    handle,
    sessionDirectory,
    directory,
    terminalId,
    tmuxSession: `${sessionId.replaceAll(UNUSABLE_IN_NAMES, '_')}_${terminalId.slice(0, 8)}`,
  };
}

/**
 * Checks that the system will take the socket path.
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

import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { AoError, type LaunchId, type RuntimeHandle, type SessionId } from '@ao/domain';

/** Where everything about one terminal is found. */
export interface LaunchLocation {
  readonly handle: RuntimeHandle;
  readonly sessionId: SessionId;
  readonly launchId: LaunchId;
  /** The folder of the session of ao, which holds one folder for each launch. */
  readonly sessionDirectory: string;
  readonly directory: string;
  /** zellij's socket directory for this terminal alone. */
  readonly socketDirectory: string;
  /** Where its server listens. */
  readonly socketPath: string;
  /** Names the terminal among all of the machine; stands in the environment of all that runs in it. */
  readonly terminalId: string;
}

/** The variable that holds the name of the terminal. */
export const TERMINAL_ID_VARIABLE = 'AO_TERMINAL_ID';

/** The longest socket path used. Systems allow 104 to 108 bytes with the closing zero, and zellij checks for its own limit. */
export const SOCKET_PATH_MAX_BYTES = 100;

/** The folder zellij makes in its socket directory. Its name tells which contract is spoken: another one is another folder. */
export const CONTRACT_DIRECTORY = 'contract_version_1';

const HANDLE_PREFIX = 'zellij:';
/** Both parts become names of folders. */
const PART_PATTERN = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;
/**
 * Every session has the same name, in a socket directory of its own. zellij looks for sessions in the whole directory: it takes the
 * beginning of a name for the name, and whoever opens a session knocks at all others, which ends those that are just starting.
 */
export const SESSION_NAME = 'ao';
const SOCKET_FOLDER_LENGTH = 12;

/** The places of this runtime. */
export interface RuntimePlaces {
  /** Holds `sessions` (a folder for each launch) and `zellij` (its configuration, and what it would keep in the home of the user). */
  readonly directory: string;
  /** Holds a socket directory for each terminal. */
  readonly socketDirectory: string;
}

/** The folder with a folder for each session. */
export function sessionsDirectory(places: RuntimePlaces): string {
  return join(places.directory, 'sessions');
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
  const sessionDirectory = join(sessionsDirectory(places), sessionId);
  const directory = join(sessionDirectory, launchId);
  const terminalId = createHash('sha256').update(directory).digest('hex').slice(0, 24);
  const socketDirectory = join(places.socketDirectory, terminalId.slice(0, SOCKET_FOLDER_LENGTH));
  return {
    handle,
    sessionId: sessionId as SessionId,
    launchId: launchId as LaunchId,
    sessionDirectory,
    directory,
    socketDirectory,
    socketPath: join(socketDirectory, CONTRACT_DIRECTORY, SESSION_NAME),
    terminalId,
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

/** The error for a terminal that is not there, or whose program has ended. */
export function gone(reason: string): AoError {
  return new AoError('RUNTIME_GONE', { message: `The terminal is gone: ${reason}. Restore the session to go on.` });
}

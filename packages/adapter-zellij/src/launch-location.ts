import { join } from 'node:path';
import { createLaunchFolders, type LaunchFolder } from '@ao/adapter-kit';
import type { RuntimeHandle } from '@ao/domain';

/** Where everything about one terminal is found. */
export interface LaunchLocation extends LaunchFolder {
  /** zellij's socket directory for this terminal alone. */
  readonly socketDirectory: string;
  /** Where its server listens. */
  readonly socketPath: string;
}

/** The places of this runtime. */
export interface RuntimePlaces {
  /** Holds `sessions` (a folder for each launch) and `zellij` (its configuration, and what it would keep in the home of the user). */
  readonly directory: string;
  /** Holds a socket directory for each terminal. */
  readonly socketDirectory: string;
}

/** The folders of terminals. */
export const launchFolders = createLaunchFolders('zellij');

/** The folder zellij makes in its socket directory. Its name tells which contract is spoken: another one is another folder. */
export const CONTRACT_DIRECTORY = 'contract_version_1';

/**
 * Every session has the same name, in a socket directory of its own. zellij looks for sessions in the whole directory: it takes the
 * beginning of a name for the name, and whoever opens a session knocks at all others, which ends those that are just starting.
 */
export const SESSION_NAME = 'ao';
const SOCKET_FOLDER_LENGTH = 12;

/** The folder with a folder for each session. */
export function sessionsDirectory(places: RuntimePlaces): string {
  return join(places.directory, 'sessions');
}

/** Where the terminal of a handle is, or null when the handle is none of this runtime. */
export function locate(places: RuntimePlaces, handle: RuntimeHandle): LaunchLocation | null {
  const folder = launchFolders.locate(sessionsDirectory(places), handle);
  if (folder === null) return null;
  const socketDirectory = join(places.socketDirectory, folder.terminalId.slice(0, SOCKET_FOLDER_LENGTH));
  return { ...folder, socketDirectory, socketPath: join(socketDirectory, CONTRACT_DIRECTORY, SESSION_NAME) };
}

import { join, resolve } from 'node:path';
import { createLaunchFolders, type LaunchFolder } from '@ao/adapter-kit';
import type { RuntimeHandle } from '@ao/domain';

/** The places of this runtime. */
export interface RuntimePlaces {
  /** Where terminals keep their files, absolute. */
  readonly directory: string;
  /** The socket of the private server. */
  readonly socketPath: string;
}

/** Where everything about one terminal is found. Its id also stands as an option on its pane. */
export interface LaunchLocation extends LaunchFolder {
  /** Name of its tmux session: readable, and never the beginning of another one of the same length. */
  readonly tmuxSession: string;
}

/** The folders of terminals. */
export const launchFolders = createLaunchFolders('tmux');

const SOCKET_NAME = 'tmux.sock';
/** tmux itself replaces these in names of sessions. */
const UNUSABLE_IN_NAMES = /[.:]/g;
const SUFFIX_LENGTH = 8;

/** Where the runtime works, from its two folders. */
export function placesOf(directory: string, socketDirectory: string): RuntimePlaces {
  return { directory: resolve(directory), socketPath: join(resolve(socketDirectory), SOCKET_NAME) };
}

/** Where the terminal of a handle is, or null when the handle is none of this runtime. */
export function locate(places: RuntimePlaces, handle: RuntimeHandle): LaunchLocation | null {
  const folder = launchFolders.locate(places.directory, handle);
  if (folder === null) return null;
  const { sessionId, terminalId } = folder;
  return { ...folder, tmuxSession: `${sessionId.replaceAll(UNUSABLE_IN_NAMES, '_')}_${terminalId.slice(0, SUFFIX_LENGTH)}` };
}

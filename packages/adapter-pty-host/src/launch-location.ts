import { join } from 'node:path';
import { createLaunchFolders, type LaunchFolder } from '@ao/adapter-kit';
import type { RuntimeHandle } from '@ao/domain';

/** Where everything about one terminal is found. */
export interface LaunchLocation extends LaunchFolder {
  readonly socketPath: string;
}

/** The places of this runtime. */
export interface RuntimePlaces {
  readonly directory: string;
  readonly socketDirectory: string;
}

/** The folders of terminals. */
export const launchFolders = createLaunchFolders('pty-host');

const SOCKET_NAME_LENGTH = 16;

/** Where the terminal of a handle is, or null when the handle is none of this runtime. */
export function locate(places: RuntimePlaces, handle: RuntimeHandle): LaunchLocation | null {
  const folder = launchFolders.locate(places.directory, handle);
  if (folder === null) return null;
  return { ...folder, socketPath: join(places.socketDirectory, `${folder.terminalId.slice(0, SOCKET_NAME_LENGTH)}.sock`) };
}

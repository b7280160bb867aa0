import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { LaunchId, RuntimeHandle, SessionId } from '@ao/domain';

/** The variable that holds the name of the terminal, in the environment of all that runs in it. */
export const TERMINAL_ID_VARIABLE = 'AO_TERMINAL_ID';

/** Where a runtime keeps the files of one terminal. */
export interface LaunchFolder {
  readonly handle: RuntimeHandle;
  readonly sessionId: SessionId;
  readonly launchId: LaunchId;
  /** The session's folder, which holds one folder for each launch. */
  readonly sessionDirectory: string;
  readonly directory: string;
  /** Names the terminal among all of the machine, see {@link TERMINAL_ID_VARIABLE}. */
  readonly terminalId: string;
}

/** The folders of the terminals of one runtime: `<directory>/<session>/<launch>`. */
export interface LaunchFolders {
  /** The handle of a launch: `<runtime>:<session>/<launch>`. */
  handleOf(sessionId: SessionId, launchId: LaunchId): RuntimeHandle;
  /** The folder of a handle, or null when the handle is none of this runtime. */
  locate(directory: string, handle: RuntimeHandle): LaunchFolder | null;
  /** The handles of all folders that are there. */
  list(directory: string): Promise<readonly RuntimeHandle[]>;
}

/** Both parts of a handle become names of folders. */
const PART_PATTERN = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;
const TERMINAL_ID_LENGTH = 24;

/** How a runtime that keeps files for its terminals names them. */
export function createLaunchFolders(runtime: string): LaunchFolders {
  const prefix = `${runtime}:`;
  const handleOf = (sessionId: string, launchId: string) => `${prefix}${sessionId}/${launchId}` as RuntimeHandle;

  function locate(root: string, handle: RuntimeHandle): LaunchFolder | null {
    if (!handle.startsWith(prefix)) return null;
    const [sessionId = '', launchId = '', ...rest] = handle.slice(prefix.length).split('/');
    if (rest.length > 0 || !PART_PATTERN.test(sessionId) || !PART_PATTERN.test(launchId)) return null;
    const sessionDirectory = join(root, sessionId);
    const directory = join(sessionDirectory, launchId);
    const terminalId = createHash('sha256').update(directory).digest('hex').slice(0, TERMINAL_ID_LENGTH);
    return { handle, sessionId: sessionId as SessionId, launchId: launchId as LaunchId, sessionDirectory, directory, terminalId };
  }

  return {
    handleOf,
    locate,
    async list(root) {
      const handles: RuntimeHandle[] = [];
      for (const sessionId of await foldersIn(root)) {
        for (const launchId of await foldersIn(join(root, sessionId))) {
          const handle = handleOf(sessionId, launchId);
          if (locate(root, handle) !== null) handles.push(handle);
        }
      }
      return handles;
    },
  };
}

async function foldersIn(directory: string): Promise<readonly string[]> {
  const entries = await readdir(directory, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
}

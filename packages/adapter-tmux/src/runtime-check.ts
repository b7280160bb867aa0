import { access, constants, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { checkSocketPath } from '@ao/adapter-kit';
import { AoError } from '@ao/domain';
import type { ToolCheck } from '@ao/ports';
import type { RuntimePlaces } from './launch-location.ts';
import { INSTALL_REMEDY, type TmuxProgram } from './server/tmux-program.ts';

/** Whether terminals can be created here: tmux, its version, folders and the socket path. Nothing is started. */
export async function checkRuntime(places: RuntimePlaces, findProgram: () => Promise<TmuxProgram>): Promise<ToolCheck> {
  let program: TmuxProgram | null = null;
  try {
    program = await findProgram();
    checkSocketPath(places.socketPath);
    for (const directory of [places.directory, dirname(places.socketPath)]) {
      await mkdir(directory, { recursive: true, mode: 0o700 });
      await access(directory, constants.W_OK | constants.X_OK);
    }
    return {
      level: 'ok',
      summary: 'Terminals on a private tmux server.',
      path: program.path,
      version: program.version,
      remedy: null,
      code: null,
    };
  } catch (error) {
    const code = AoError.isInstance(error) ? error.code : 'RUNTIME_UNAVAILABLE';
    return {
      level: 'failed',
      summary: error instanceof Error ? error.message : String(error),
      path: program?.path ?? null,
      version: program?.version ?? null,
      remedy:
        code === 'SOCKET_PATH_TOO_LONG'
          ? 'Set AO_HOME to a shorter path.'
          : program === null
            ? INSTALL_REMEDY
            : 'Check the permissions of the home directory of ao.',
      code: code === 'SOCKET_PATH_TOO_LONG' ? code : 'RUNTIME_UNAVAILABLE',
    };
  }
}

import { access, constants, mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { checkSocketPath } from '@ao/adapter-kit';
import { AoError } from '@ao/domain';
import type { ToolCheck } from '@ao/ports';
import type { HostLauncherOptions } from './host-launcher.ts';
import { launchFolders, locate, type RuntimePlaces } from './launch-location.ts';

/** Whether terminals can be created here: folders, socket paths, the host program and the native part of the PTY. */
export async function checkRuntime(places: RuntimePlaces, launcher: HostLauncherOptions): Promise<ToolCheck> {
  try {
    const example = locate(places, launchFolders.handleOf('x' as never, 'x' as never));
    if (example !== null) checkSocketPath(example.socketPath);
    for (const directory of [places.directory, places.socketDirectory]) {
      await mkdir(directory, { recursive: true, mode: 0o700 });
      await access(directory, constants.W_OK | constants.X_OK);
    }
    await access(launcher.hostEntry, constants.R_OK);
    await access(launcher.nodePath, constants.X_OK);
    const version = loadPtyVersion();
    return { level: 'ok', summary: 'Terminals of their own process each.', path: launcher.hostEntry, version, remedy: null, code: null };
  } catch (error) {
    return {
      level: 'failed',
      summary: `Terminals cannot be created: ${error instanceof Error ? error.message : String(error)}`,
      path: launcher.hostEntry,
      version: null,
      remedy: AoError.isInstance(error)
        ? 'Set AO_HOME to a shorter path.'
        : 'Install ao again, and check the permissions of its home directory.',
      code: AoError.isInstance(error) ? error.code : 'RUNTIME_UNAVAILABLE',
    };
  }
}

/** Loads the native part: on a system it was not built for, this is where that shows. */
function loadPtyVersion(): string {
  const require = createRequire(import.meta.url);
  const requireFromPty = createRequire(require.resolve('node-pty'));
  requireFromPty(`@lydell/node-pty-${process.platform}-${process.arch}/pty.node`);
  const description = requireFromPty('./package.json') as { readonly version?: unknown };
  return String(description.version);
}

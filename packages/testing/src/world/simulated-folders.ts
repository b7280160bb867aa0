import type { SessionId } from '@ao/domain';
import type { HookSpool } from '@ao/ports';
import type { ProcessLife } from './process-life.ts';
import type { WorldState } from './world-state.ts';

/** The home folder of the simulated machine. */
export const SIMULATED_HOME = '/home/.ao';

/** The hook spool of the simulated machine. */
export function createSimulatedSpool(state: WorldState, life: ProcessLife): HookSpool {
  return {
    prepare: (sessionId, launchId) =>
      life.call('spool.prepare', undefined, () => {
        if (!state.spools.has(sessionId)) state.spools.set(sessionId, []);
        return `${SIMULATED_HOME}/sessions/${sessionId}/spool/${launchId}`;
      }),
    read: (sessionId) => life.call('spool.read', undefined, () => [...(state.spools.get(sessionId) ?? [])]),
    remove: (sessionId, tokens) =>
      life.call('spool.remove', undefined, () => {
        const left = (state.spools.get(sessionId) ?? []).filter((entry) => !tokens.includes(entry.token));
        state.spools.set(sessionId, left);
      }),
    watch: () => ({ close: () => undefined }),
    discard: (sessionId) => life.call('spool.discard', undefined, () => void state.spools.delete(sessionId)),
  };
}

/** Folders of sessions on the simulated machine. */
export interface SimulatedFolders {
  worktreePath(projectId: string, sessionId: SessionId): string;
  privateDirectory(sessionId: SessionId): string;
  setupLog(sessionId: SessionId): string;
  createPrivate(sessionId: SessionId): Promise<void>;
  removePrivate(sessionId: SessionId): Promise<void>;
  exists(path: string): Promise<boolean>;
}

/** The folders of the simulated machine. */
export function createSimulatedFolders(state: WorldState, life: ProcessLife): SimulatedFolders {
  const privateDirectory = (sessionId: SessionId) => `${SIMULATED_HOME}/sessions/${sessionId}`;
  return {
    worktreePath: (projectId, sessionId) => `${SIMULATED_HOME}/worktrees/${projectId}/${sessionId}`,
    privateDirectory,
    setupLog: (sessionId) => `${SIMULATED_HOME}/logs/setup-${sessionId}.log`,
    createPrivate: (sessionId) =>
      life.call('folders.create', undefined, () => void state.privateDirectories.add(privateDirectory(sessionId))),
    removePrivate: (sessionId) =>
      life.call('folders.remove', undefined, () => void state.privateDirectories.delete(privateDirectory(sessionId))),
    exists: (path) => life.call('folders.exists', undefined, () => state.worktrees.has(path) || state.privateDirectories.has(path)),
  };
}

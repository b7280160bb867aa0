import { workspaceSuite } from '@ao/conformance';
import { describe, test } from 'vitest';
import { createFakeClock } from '../system/fake-clock.ts';
import { createProcessLife } from './process-life.ts';
import { SIMULATED_HOME } from './simulated-folders.ts';
import { createSimulatedWorkspace } from './simulated-workspace.ts';
import { createWorldFaults } from './world-faults.ts';
import { createWorldState, type SimulatedWorktree } from './world-state.ts';

describe('the simulated workspace keeps the contract, as far as it can without files', () => {
  workspaceSuite({
    test,
    lacks: ['files', 'branches', 'cancellation'],
    create() {
      const state = createWorldState();
      const path = '/repositories/shop';
      const branches = new Map([['main', new Set<string>()]]);
      state.repositories.set(path, { path, originUrl: null, defaultBranch: 'main', branches, rescueRefs: new Map() });
      const worktreeAt = (place: string): SimulatedWorktree => {
        const worktree = state.worktrees.get(place);
        if (worktree === undefined) throw new Error(`there is no worktree at ${place}`);
        return worktree;
      };
      return {
        workspace: createSimulatedWorkspace({
          state,
          life: createProcessLife({ clock: createFakeClock(), faults: createWorldFaults() }),
          setUp: () => ({ ok: true, message: null, notices: [] }),
        }),
        repositoryPath: path,
        worktreePath: (sessionId) => `${SIMULATED_HOME}/worktrees/shop/${sessionId}`,
        writeFile: (place, name) => void worktreeAt(place).uncommitted.add(name),
        hasFile: (place, name) => {
          const { uncommitted, branch } = worktreeAt(place);
          return uncommitted.has(name) || branches.get(branch)?.has(name) === true;
        },
        commit(place) {
          const { uncommitted, branch } = worktreeAt(place);
          for (const name of uncommitted) branches.get(branch)?.add(name);
          uncommitted.clear();
        },
        deleteFolder: (place) => void state.worktrees.delete(place),
      };
    },
  });
});

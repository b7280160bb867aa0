import { AoError, type SessionId } from '@ao/domain';
import type { WorkspaceCreated, WorkspaceRequest, WorkspaceSetupResult, WorkspaceV1 } from '@ao/ports';
import type { ProcessLife } from './process-life.ts';
import { lastRescueRef, nextRescueRef, planSimulatedRemoval } from './simulated-removal.ts';
import type { SimulatedRepository, WorldState } from './world-state.ts';

/** What a simulated workspace is made of. */
export interface SimulatedWorkspaceOptions {
  readonly state: WorldState;
  readonly life: ProcessLife;
  /** Carries out the set-up of a worktree. */
  readonly setUp: (worktreePath: string) => WorkspaceSetupResult;
}

const OK = { level: 'ok', summary: 'It works.', path: null, version: '1', remedy: null, code: null } as const;
const BASE_COMMIT = 'c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00';

/** Worktrees on the simulated machine. Everything that changes two things can be interrupted between them. */
export function createSimulatedWorkspace(options: SimulatedWorkspaceOptions): WorkspaceV1 {
  const { state, life } = options;

  function repositoryAt(path: string): SimulatedRepository {
    const repository = state.repositories.get(path);
    if (repository === undefined) throw new AoError('NOT_A_GIT_REPOSITORY', { details: { path } });
    return repository;
  }

  function check(request: WorkspaceRequest): SimulatedRepository {
    const repository = repositoryAt(request.repositoryPath);
    if (request.branch.includes(' ')) throw new AoError('INVALID_BRANCH_NAME', { details: { branch: request.branch } });
    const base = request.base ?? request.defaultBranch ?? repository.defaultBranch;
    if (base === null || !repository.branches.has(base)) throw new AoError('BASE_NOT_FOUND', { details: { base } });
    const there = state.worktrees.get(request.path);
    if (there !== undefined && there.sessionId !== request.sessionId) {
      throw new AoError('WORKTREE_PATH_TAKEN', { details: { path: request.path } });
    }
    const elsewhere = [...state.worktrees.values()].find((other) => other.branch === request.branch && other.path !== request.path);
    if (elsewhere !== undefined) throw new AoError('BRANCH_CHECKED_OUT_ELSEWHERE', { details: { worktreePath: elsewhere.path } });
    return repository;
  }

  function created(request: { readonly path: string; readonly branch: string }): WorkspaceCreated {
    return { path: request.path, branch: request.branch, baseRef: 'main', baseCommit: BASE_COMMIT, notices: [] };
  }

  function addWorktree(sessionId: SessionId, repositoryPath: string, path: string, branch: string, content: Iterable<string>): void {
    if (state.worktrees.has(path)) return;
    state.worktrees.set(path, { path, sessionId, repositoryPath, branch, uncommitted: new Set(content) });
  }

  /** Saves what is uncommitted, then removes the folder: two steps, as with git. */
  async function saveAndRemove(sessionId: SessionId, path: string, signal: AbortSignal | undefined): Promise<string | null> {
    const rescueRef = await life.call('workspace.save', signal, () => {
      const worktree = state.worktrees.get(path);
      if (worktree === undefined || worktree.uncommitted.size === 0) return null;
      const repository = repositoryAt(worktree.repositoryPath);
      const same = [...repository.rescueRefs].find(([, saved]) => [...saved].join() === [...worktree.uncommitted].join());
      const ref = same?.[0] ?? nextRescueRef(repository, sessionId);
      repository.rescueRefs.set(ref, new Set(worktree.uncommitted));
      return ref;
    });
    await life.call('workspace.remove', signal, () => void state.worktrees.delete(path));
    return rescueRef;
  }

  return {
    specificationVersion: 'workspace-v1',
    name: 'simulated',
    check: (signal) => life.call('workspace.check', signal, () => OK),
    inspectRepository: (folder, signal) =>
      life.call('workspace.inspect', signal, () => {
        const path = [...state.repositories.keys()].find((root) => folder === root || folder.startsWith(`${root}/`));
        const { originUrl, defaultBranch } = repositoryAt(path ?? folder);
        const facts = { originUrl, defaultBranch, currentBranch: defaultBranch, hasCommits: true, hasSubmodules: false };
        return { rootPath: path ?? folder, gitDirectory: `${path}/.git`, ...facts };
      }),
    preflight: (request, signal) => life.call('workspace.preflight', signal, () => void check(request)),
    async create(request, signal) {
      const { sessionId, repositoryPath, path, branch } = request;
      const isNew = state.repositories.get(repositoryPath)?.branches.has(branch) === false;
      try {
        await life.call('workspace.branch', signal, () => {
          const { branches } = check(request);
          if (!branches.has(branch)) branches.set(branch, new Set());
        });
        await life.call('workspace.create', signal, () => addWorktree(sessionId, repositoryPath, path, branch, []));
      } catch (thrown) {
        // As the contract wants it: a call that rejects leaves nothing.
        if (state.worktrees.get(path)?.sessionId === sessionId) state.worktrees.delete(path);
        if (isNew) state.repositories.get(repositoryPath)?.branches.delete(branch);
        throw thrown;
      }
      return created(request);
    },
    setup: (request, signal) => life.call('workspace.setup', signal, () => options.setUp(request.path)),
    restore: (request, signal) =>
      life.call('workspace.restore', signal, () => {
        const repository = repositoryAt(request.repositoryPath);
        if (!state.worktrees.has(request.path) && !repository.branches.has(request.branch)) throw new AoError('RESTORE_TARGET_MISSING');
        const saved = request.rescueRef === null ? [] : (repository.rescueRefs.get(request.rescueRef) ?? []);
        addWorktree(request.sessionId, request.repositoryPath, request.path, request.branch, saved);
        return created(request);
      }),
    changes: ({ path }, signal) =>
      life.call('workspace.changes', signal, () => {
        const files = [...(state.worktrees.get(path)?.uncommitted ?? [])];
        return {
          files: files.map((file) => ({ path: file, added: 1, deleted: 0, untracked: true })),
          added: files.length,
          deleted: 0,
          commits: 0,
        };
      }),
    diff: ({ path }, signal) => life.call('workspace.diff', signal, () => [...(state.worktrees.get(path)?.uncommitted ?? [])].join('\n')),
    planRemoval: ({ sessionId, path }, signal) => life.call('workspace.plan', signal, () => planSimulatedRemoval(state, sessionId, path)),
    async remove({ sessionId, plan, allowSave }, signal) {
      const now = planSimulatedRemoval(state, sessionId, plan.path);
      if (now.action === 'gone') return { removed: true, rescueRef: null, reason: 'already gone' };
      if (now.fingerprint !== plan.fingerprint) return { removed: false, rescueRef: null, reason: 'it changed since the plan was made' };
      if (plan.action === 'keep' || (plan.action === 'save' && !allowSave)) return { removed: false, rescueRef: null, reason: plan.reason };
      const rescueRef = await saveAndRemove(sessionId, plan.path, signal);
      return { removed: true, rescueRef, reason: plan.reason };
    },
    async discard(request, signal) {
      const owner = state.worktrees.get(request.path)?.sessionId ?? request.sessionId;
      const keep = owner === request.sessionId ? state.keepReason : 'the folder is not ours';
      if (keep !== null && state.worktrees.has(request.path)) return { removed: false, rescueRef: null, reason: keep };
      const savedNow = await saveAndRemove(request.sessionId, request.path, signal);
      const rescueRef = savedNow ?? lastRescueRef(state.repositories.get(request.repositoryPath), request.sessionId);
      await life.call('workspace.discard', signal, () => {
        const branches = state.repositories.get(request.repositoryPath)?.branches;
        if (!request.branchIsChosen && branches?.get(request.branch)?.size === 0) branches.delete(request.branch);
      });
      return { removed: true, rescueRef, reason: 'discarded' };
    },
  };
}

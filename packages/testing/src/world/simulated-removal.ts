import type { RemovalPlan } from '@ao/ports';
import type { SessionId } from '@ao/domain';
import type { SimulatedRepository, WorldState } from './world-state.ts';

/** The plan for a worktree of the simulated machine, by the same rules as the real one: what is uncommitted must be saved first. */
export function planSimulatedRemoval(state: WorldState, sessionId: SessionId, path: string): RemovalPlan {
  const worktree = state.worktrees.get(path);
  const files = [...(worktree?.uncommitted ?? [])];
  const shared = { path, dirtyFiles: files, dirtyFileCount: files.length, unpushedCommits: 0, sizeBytes: 4096, fingerprint: files.join() };
  if (worktree === undefined) return { ...shared, action: 'gone', reason: 'the folder does not exist any more', rescueRef: null };
  if (state.keepReason !== null) return { ...shared, action: 'keep', reason: state.keepReason, rescueRef: null };
  if (files.length === 0) return { ...shared, action: 'remove', reason: 'clean', rescueRef: null };
  const repository = state.repositories.get(worktree.repositoryPath);
  // What was saved before is not saved twice: the real plan says so, too.
  const same = [...(repository?.rescueRefs ?? [])].find(([, saved]) => [...saved].join() === files.join());
  const rescueRef = same?.[0] ?? nextRescueRef(repository, sessionId);
  return { ...shared, action: 'save', reason: `${files.length} uncommitted files`, rescueRef };
}

/** Where the next rescue of a session goes. */
export function nextRescueRef(repository: SimulatedRepository | undefined, sessionId: SessionId): string {
  return `refs/ao/rescue/${sessionId}/${rescueRefsOf(repository, sessionId).length + 1}`;
}

/** Where the last rescue of a session went: what is discarded again, because nobody heard of the first time, was saved there. */
export function lastRescueRef(repository: SimulatedRepository | undefined, sessionId: SessionId): string | null {
  return rescueRefsOf(repository, sessionId).at(-1) ?? null;
}

function rescueRefsOf(repository: SimulatedRepository | undefined, sessionId: SessionId): readonly string[] {
  return [...(repository?.rescueRefs.keys() ?? [])].filter((ref) => ref.startsWith(`refs/ao/rescue/${sessionId}/`));
}

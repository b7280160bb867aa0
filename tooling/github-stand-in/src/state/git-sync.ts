import type { PullRequestRecord } from './pull-request-record.ts';
import type { RepositoryRecord } from './repository-record.ts';
import type { HostState } from './host-state.ts';

/** Takes over what was pushed into a repository: heads move, and whether they conflict has to be worked out again. */
export async function syncWithGit(state: HostState, repository: RepositoryRecord): Promise<void> {
  if (repository.git === null) return;
  const branches = await repository.git.branches();
  repository.branches.clear();
  for (const [name, commit] of branches) repository.branches.set(name, commit);
  for (const pullRequest of state.pullRequests()) {
    if (pullRequest.state !== 'OPEN') continue;
    if (pullRequest.sourceRepository === repository) moveHead(state, pullRequest, branches.get(pullRequest.branch));
    const base = branches.get(pullRequest.base);
    if (pullRequest.repository === repository && base !== undefined && base !== pullRequest.baseCommit) {
      pullRequest.baseCommit = base;
      pullRequest.conflict = 'UNKNOWN';
    }
  }
}

/** What a push to the branch of a pull request does. The checks shown stay those of the old head until a new one begins. */
export function moveHead(state: HostState, pullRequest: PullRequestRecord, commit: string | undefined): void {
  if (commit === undefined || commit === pullRequest.headCommit) return;
  pullRequest.headCommit = commit;
  pullRequest.conflict = 'UNKNOWN';
  for (const thread of pullRequest.threads) thread.isOutdated = true;
  pullRequest.updatedAt = state.now();
}

/** Works out whether a pull request conflicts, as GitHub does after somebody asked. */
export async function workOutConflict(pullRequest: PullRequestRecord): Promise<void> {
  const git = pullRequest.repository.git;
  const conflicts = git === null ? pullRequest.conflictsWhenAsked : await git.conflicts(pullRequest.baseCommit, pullRequest.headCommit);
  pullRequest.conflict = conflicts ? 'CONFLICTING' : 'MERGEABLE';
}

import type { SessionId } from '@ao/domain';
import { resolveObjects } from '../git/object-resolver.ts';
import { writeDespiteLocks } from '../git/git-lock-retry.ts';
import type { WorkspaceContext } from '../workspace-context.ts';
import { forgetWorktree } from '../worktree/worktree-entry.ts';
import { findRegistrations } from '../worktree/worktree-registration.ts';
import { listRescueRefs } from '../rescue/rescue-refs.ts';

/**
 * Makes the repository forget a worktree whose folder somebody deleted. Its files are beyond help, but commits of a detached HEAD may hang on
 * nothing else than that entry: they get a rescue ref, which is answered. Null when there was nothing to save.
 */
export async function forgetLostWorktree(
  { git, clock }: WorkspaceContext,
  lost: { readonly sessionId: SessionId; readonly path: string; readonly commonDirectory: string },
): Promise<string | null> {
  const { sessionId, path, commonDirectory: cwd } = lost;
  const entries = (await findRegistrations(cwd, path)).filter((entry) => entry.sessionId === sessionId);
  if (entries.length === 0) return null;
  let rescueRef: string | null = null;
  for (const { adminDirectory } of entries) {
    const env = { GIT_DIR: adminDirectory };
    const head = await git.run({ cwd, args: ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'], env });
    if (head.exitCode !== 0) continue;
    const commit = head.stdout.trim();
    const loose = await git.run({ cwd, args: ['rev-list', '--max-count=1', commit, '--not', '--branches', '--tags', '--remotes'] });
    if (loose.exitCode !== 0 || loose.stdout.trim() === '') continue;
    const saved = await listRescueRefs(git, { cwd, sessionId });
    const objects = await resolveObjects(
      git,
      cwd,
      saved.map(({ name }) => name),
    );
    const known = saved.find(({ name }) => objects.get(name) === commit);
    rescueRef = known?.name ?? `refs/ao/rescue/${sessionId}/${(saved.at(-1)?.number ?? 0) + 1}`;
    if (known === undefined) await writeDespiteLocks(git, clock, { cwd, args: ['update-ref', rescueRef, commit, ''] });
  }
  for (const { adminDirectory } of entries) await forgetWorktree(adminDirectory);
  return rescueRef;
}

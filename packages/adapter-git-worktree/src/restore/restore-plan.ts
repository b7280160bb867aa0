import { AoError } from '@ao/domain';
import type { GitClient } from '../git/git-client.ts';
import { resolveObjects } from '../git/object-resolver.ts';
import { readOrigin } from '../repository/origin-facts.ts';
import { readRefs } from '../repository/repository-refs.ts';
import type { RemovalRecord } from '../removal/removal-records.ts';
import type { Rescue, RescuedContent } from '../rescue/rescue-read.ts';

/** What HEAD of a rebuilt worktree is: a branch, a commit, or a branch without a commit. */
export type RestoredHead =
  | { readonly kind: 'branch'; readonly name: string }
  | { readonly kind: 'unborn'; readonly name: string }
  | { readonly kind: 'detached' };

/** How a worktree is rebuilt. */
export interface RestorePlan {
  readonly head: RestoredHead;
  /** The commit checked out, or started from when HEAD has none. */
  readonly checkoutCommit: string;
  /** A branch that is gone and must be made first. */
  readonly makeBranch: { readonly name: string; readonly commit: string } | null;
  /** Where the branch is checked out now; null when it is free. */
  readonly checkedOutAt: { readonly branch: string; readonly worktreePath: string } | null;
  /** Saved content to fill the worktree with. */
  readonly content: RescuedContent | null;
  readonly baseRef: string;
  readonly baseCommit: string;
  readonly branchCreated: boolean;
  readonly notices: readonly string[];
}

interface RestoreContext {
  readonly cwd: string;
  readonly path: string;
  readonly branch: string;
  readonly rescue: Rescue | null;
  readonly record: RemovalRecord | null;
}

/** Finds out how a worktree can be rebuilt. Rejects with `RESTORE_TARGET_MISSING`. */
export async function planRestore(git: GitClient, context: RestoreContext, signal?: AbortSignal): Promise<RestorePlan> {
  const { rescue } = context;
  if (rescue?.kind === 'content') return planFromContent(git, context, rescue.content, signal);
  if (rescue?.kind === 'commit') {
    const base = { baseRef: context.branch, baseCommit: rescue.commit, branchCreated: false };
    return {
      head: { kind: 'detached' },
      checkoutCommit: rescue.commit,
      makeBranch: null,
      checkedOutAt: null,
      content: null,
      notices: [],
      ...base,
    };
  }
  return planFromBranch(git, context, signal);
}

async function planFromBranch(git: GitClient, context: RestoreContext, signal?: AbortSignal): Promise<RestorePlan> {
  const { cwd, path, record } = context;
  const branch = record?.headBranch ?? context.branch;
  const detachedAt = record !== null && record.headBranch === null ? record.headCommit : null;
  const [refs, objects, origin] = await Promise.all([
    readRefs(git, cwd, [`refs/heads/${branch}`, `refs/remotes/origin/${branch}`], signal),
    resolveObjects(git, cwd, [`${detachedAt ?? ''}^{commit}`], signal),
    readOrigin(git, cwd, signal),
  ]);
  const local = refs.find(({ name }) => name === `refs/heads/${branch}`);
  const remote = refs.find(({ name }) => name === `refs/remotes/origin/${branch}`);
  const isDetached = detachedAt !== null && objects.size > 0;
  const commit = isDetached ? detachedAt : (local?.objectId ?? remote?.objectId);
  if (commit === undefined) {
    if (branch === context.branch) throw branchGone(branch);
    // The agent had left the session's branch for one that is gone now.
    return planFromBranch(git, { ...context, record: null }, signal);
  }
  const base =
    record?.baseRef && record.baseCommit
      ? { baseRef: record.baseRef, baseCommit: record.baseCommit }
      : await guessBase(git, cwd, { commit, originHead: origin.headBranch }, signal);
  const shared = { checkoutCommit: commit, content: null, ...base, branchCreated: record?.branchCreated ?? false };
  if (isDetached) return { ...shared, head: { kind: 'detached' }, makeBranch: null, checkedOutAt: null, notices: [] };
  return {
    ...shared,
    head: { kind: 'branch', name: branch },
    makeBranch: local === undefined ? { name: branch, commit } : null,
    checkedOutAt: elsewhere(branch, local?.worktreePath ?? null, path),
    notices: local === undefined ? [`The branch ${branch} was gone here: made it again from origin/${branch}.`] : [],
  };
}

function branchGone(branch: string): AoError {
  return new AoError('RESTORE_TARGET_MISSING', {
    message: `The branch ${branch} does not exist any more, neither here nor on origin. Start a new session.`,
    details: { branch },
  });
}

async function planFromContent(
  git: GitClient,
  { cwd, path, branch }: RestoreContext,
  content: RescuedContent,
  signal?: AbortSignal,
): Promise<RestorePlan> {
  const { headCommit, headBranch, baseRef, baseCommit, branchCreated } = content.state;
  const refs = headBranch === null ? [] : await readRefs(git, cwd, [`refs/heads/${headBranch}`], signal);
  const tip = refs.find(({ name }) => name === `refs/heads/${headBranch}`) ?? null;
  const start = headCommit ?? (await resolveObjects(git, cwd, ['HEAD^{commit}'], signal)).get('HEAD^{commit}') ?? baseCommit;
  if (start === null) throw new AoError('RESTORE_TARGET_MISSING', { details: { branch } });
  const shared = { checkoutCommit: start, content, baseRef: baseRef ?? branch, baseCommit: baseCommit ?? start, branchCreated };
  const detached = { head: { kind: 'detached' }, makeBranch: null, checkedOutAt: null } as const;
  if (headBranch === null) return { ...shared, ...detached, notices: [] };
  if (headCommit === null) {
    if (tip === null) return { ...shared, head: { kind: 'unborn', name: headBranch }, makeBranch: null, checkedOutAt: null, notices: [] };
    return { ...shared, ...detached, notices: [movedNotice(headBranch, null)] };
  }
  if (tip !== null && tip.objectId !== headCommit) return { ...shared, ...detached, notices: [movedNotice(headBranch, headCommit)] };
  return {
    ...shared,
    head: { kind: 'branch', name: headBranch },
    makeBranch: tip === null ? { name: headBranch, commit: headCommit } : null,
    checkedOutAt: elsewhere(headBranch, tip?.worktreePath ?? null, path),
    notices: tip === null ? [`The branch ${headBranch} was gone: made it again at ${headCommit.slice(0, 12)}.`] : [],
  };
}

/** What a branch probably started from, when nobody remembers: where it left the default branch of the remote. */
async function guessBase(
  git: GitClient,
  cwd: string,
  { commit, originHead }: { readonly commit: string; readonly originHead: string | null },
  signal?: AbortSignal,
): Promise<{ readonly baseRef: string; readonly baseCommit: string }> {
  const baseRef = originHead === null ? 'HEAD' : `origin/${originHead}`;
  const merged = await git.run({ cwd, args: ['merge-base', commit, originHead === null ? 'HEAD' : `refs/remotes/${baseRef}`], signal });
  return { baseRef, baseCommit: merged.exitCode === 0 ? merged.stdout.trim() : commit };
}

function elsewhere(branch: string, worktreePath: string | null, path: string): RestorePlan['checkedOutAt'] {
  return worktreePath === null || worktreePath === path ? null : { branch, worktreePath };
}

function movedNotice(branch: string, commit: string | null): string {
  const at = commit === null ? 'with its content unchanged' : `at the commit it was saved on, ${commit.slice(0, 12)}`;
  return `The branch ${branch} has moved since the worktree was saved: the worktree is back ${at}, with a detached HEAD.`;
}

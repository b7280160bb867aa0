import { stat } from 'node:fs/promises';
import { AoError } from '@ao/domain';
import type { WorkspaceRequest } from '@ao/ports';
import { parentNames } from '../git/branch-name.ts';
import type { GitClient } from '../git/git-client.ts';
import { resolveObjects } from '../git/object-resolver.ts';
import { readRefs } from '../repository/repository-refs.ts';
import type { PendingCreation } from './pending-creation.ts';

/**
 * What is to be done about the branch of a new worktree.
 *
 * - `use`: it exists and is checked out as it is
 * - `finish`: an earlier attempt that was cut short had made it
 * - `from_origin`: it exists only on origin and is made from there
 * - `make`: it is new and made from the base
 */
export type BranchDecision =
  | { readonly kind: 'use'; readonly tip: string }
  | { readonly kind: 'finish'; readonly baseRef: string; readonly baseCommit: string }
  | { readonly kind: 'from_origin'; readonly tip: string }
  | { readonly kind: 'make'; readonly existsOnOrigin: boolean };

/** Looks at the branch that was asked for. Rejects with `BRANCH_CHECKED_OUT_ELSEWHERE` or `BRANCH_NAME_CLASH`. */
export async function decideBranch(
  git: GitClient,
  cwd: string,
  context: { readonly request: WorkspaceRequest; readonly path: string; readonly pending: PendingCreation | null },
  signal?: AbortSignal,
): Promise<BranchDecision> {
  const { request, path, pending } = context;
  const { branch } = request;
  const localName = `refs/heads/${branch}`;
  const originName = `refs/remotes/origin/${branch}`;
  const parents = parentNames(branch);
  const [refs, parentRefs] = await Promise.all([
    readRefs(git, cwd, [localName, originName], signal),
    resolveObjects(
      git,
      cwd,
      parents.map((name) => `refs/heads/${name}`),
      signal,
    ),
  ]);
  const local = refs.find((ref) => ref.name === localName);
  const origin = refs.find((ref) => ref.name === originName);
  if (local !== undefined) {
    if (local.worktreePath !== null && local.worktreePath !== path) throw await checkedOutElsewhere(branch, local.worktreePath);
    const isOurs = pending?.branchCreated === true && pending.branch === branch && pending.baseCommit === local.objectId;
    if (isOurs) return { kind: 'finish', baseRef: pending.baseRef, baseCommit: pending.baseCommit };
    if (request.branchIsChosen) return { kind: 'use', tip: local.objectId };
    throw nameClash(branch, branch);
  }
  const child = refs.find((ref) => ref.name.startsWith(`${localName}/`));
  const parent = parents.find((name) => parentRefs.has(`refs/heads/${name}`));
  const inTheWay = parent ?? child?.name.slice('refs/heads/'.length);
  if (inTheWay !== undefined) throw nameClash(branch, inTheWay);
  if (request.branchIsChosen && origin !== undefined) return { kind: 'from_origin', tip: origin.objectId };
  return { kind: 'make', existsOnOrigin: origin !== undefined };
}

/** The error for a branch another worktree has. */
export async function checkedOutElsewhere(branch: string, worktreePath: string): Promise<AoError> {
  const exists = await stat(worktreePath).then(
    () => true,
    () => false,
  );
  const remedy = exists
    ? 'Choose another branch, or check out something else there.'
    : 'That folder does not exist any more: `git worktree unlock` and `git worktree prune` in the repository make the branch free.';
  return new AoError('BRANCH_CHECKED_OUT_ELSEWHERE', {
    message: `The branch ${branch} is checked out in ${worktreePath}. ${remedy}`,
    details: { branch, worktreePath },
  });
}

/** The error for a branch that cannot be made because of another one. */
export function nameClash(branch: string, existing: string): AoError {
  const message =
    branch === existing
      ? `There is already a branch ${branch}. Choose another name, or give it with --branch to work on it.`
      : `git cannot hold both ${branch} and the existing branch ${existing}. Choose another name with --branch.`;
  return new AoError('BRANCH_NAME_CLASH', { message, details: { branch, existingBranch: existing } });
}

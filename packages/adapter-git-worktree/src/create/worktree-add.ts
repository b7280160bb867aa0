import { availableParallelism } from 'node:os';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { CommandResult } from '@ao/adapter-kit';
import type { SessionId } from '@ao/domain';
import type { Clock } from '@ao/ports';
import type { GitClient } from '../git/git-client.ts';
import { describeGitFailure, lastWords } from '../git/git-failure.ts';
import { runDespiteLocks } from '../git/git-lock-retry.ts';
import { isAtLeastVersion } from '../git/git-version.ts';
import { lockReason } from '../worktree/worktree-marker.ts';
import { readRegistration } from '../worktree/worktree-registration.ts';
import { checkedOutElsewhere, nameClash } from './branch-decision.ts';

/** A checkout of a huge repository on a slow disk takes minutes; a hook of the user may install things. */
const CHECKOUT_TIMEOUT_MS = 15 * 60_000;
/** More threads than this only fight for the disk. */
const MOST_CHECKOUT_WORKERS = 8;

/** Older ones lock without saying why; then only our own note of what was begun tells whose a half-made worktree is. */
const FIRST_VERSION_WITH_REASON = '2.34.0';

/** A worktree to be made. */
export interface WorktreeAddRequest {
  readonly sessionId: SessionId;
  readonly cwd: string;
  readonly path: string;
  /** A branch or a commit. */
  readonly commitish: string;
  /** `--detach` for a commit, `--no-checkout` to leave the files out; hooks do not run then. */
  readonly flags: readonly string[];
  /** The version of git that runs. */
  readonly gitVersion: string;
  /** Added to the environment of git. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Runs `git worktree add`, locked and with our name on it, with parallel checkout. Answers what should be told to people.
 * A `post-checkout` hook that fails does not undo the worktree, so it does not fail the call either.
 */
export async function addWorktree(
  git: GitClient,
  clock: Clock,
  request: WorktreeAddRequest,
  signal?: AbortSignal,
): Promise<readonly string[]> {
  const reason = isAtLeastVersion(request.gitVersion, FIRST_VERSION_WITH_REASON) ? ['--reason', lockReason(request.sessionId)] : [];
  const workers = Math.max(2, Math.min(MOST_CHECKOUT_WORKERS, availableParallelism()));
  const parallel = ['-c', `checkout.workers=${workers}`, '-c', 'checkout.thresholdForParallelism=100'];
  const result = await runDespiteLocks(git, clock, {
    cwd: request.cwd,
    hooks: true,
    args: [...parallel, 'worktree', 'add', '--quiet', '--lock', ...reason, ...request.flags, '--', request.path, request.commitish],
    timeoutMs: CHECKOUT_TIMEOUT_MS,
    env: request.env,
    signal,
  });
  if (result.exitCode === 0) return [];
  if (!(await isCheckedOut(request.path, result))) throw await describeAddFailure(request, result);
  const said = lastWords(result);
  return [`The post-checkout hook of the repository failed with exit code ${result.exitCode}${said === '' ? '' : ` (${said})`}.`];
}

/** git removes what it made when it fails by itself; what stays whole was checked out before a hook failed. */
async function isCheckedOut(path: string, result: CommandResult): Promise<boolean> {
  if (result.exitCode === null) return false;
  const registration = await readRegistration(path);
  if (registration === null) return false;
  return access(join(registration.adminDirectory, 'index.lock')).then(
    () => false,
    () => true,
  );
}

async function describeAddFailure(request: WorktreeAddRequest, result: CommandResult): Promise<Error> {
  const elsewhere = /(?:already checked out|already used by worktree) at '(?<path>.+)'/u.exec(result.stderr)?.groups?.path;
  return elsewhere === undefined
    ? describeGitFailure(['worktree', 'add', request.path], result)
    : checkedOutElsewhere(request.commitish, elsewhere);
}

/** Makes a branch at a commit; rejects with `BRANCH_NAME_CLASH` when it, or one in its way, came into being meanwhile. */
export async function makeBranch(
  git: GitClient,
  clock: Clock,
  request: {
    readonly cwd: string;
    readonly branch: string;
    readonly commit: string;
    readonly baseRef: string;
    readonly env: Readonly<Record<string, string>>;
  },
  signal?: AbortSignal,
): Promise<void> {
  const { cwd, branch, commit, baseRef, env } = request;
  // The empty old value says: only if there is none.
  const args = ['update-ref', '-m', `ao: created from ${baseRef}`, `refs/heads/${branch}`, commit, ''];
  const result = await runDespiteLocks(git, clock, { cwd, args, env, signal });
  if (result.exitCode === 0) return;
  const inTheWay = /: 'refs\/heads\/(?<name>.+)' exists; cannot create '/u.exec(result.stderr)?.groups?.name;
  if (inTheWay !== undefined) throw nameClash(branch, inTheWay);
  if (/reference already exists/u.test(result.stderr)) throw nameClash(branch, branch);
  throw describeGitFailure(args, result);
}

/** Deletes a branch if it still stands where it was. False when it has moved, or is gone. */
export async function deleteUnmovedBranch(
  git: GitClient,
  clock: Clock,
  request: { readonly cwd: string; readonly branch: string; readonly commit: string },
): Promise<boolean> {
  const args = ['update-ref', '-d', `refs/heads/${request.branch}`, request.commit];
  return (await runDespiteLocks(git, clock, { cwd: request.cwd, args })).exitCode === 0;
}

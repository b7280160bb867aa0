import type { Clock, WorkspaceRequest } from '@ao/ports';
import type { GitClient } from '../git/git-client.ts';
import { decideBase } from './base-decision.ts';
import { type BranchDecision, decideBranch } from './branch-decision.ts';
import type { PendingCreation } from './pending-creation.ts';
import type { RemoteState } from './remote-refresh.ts';

/** From where a worktree is made. */
export interface StartPoint {
  /** The commit a new branch is made at; null when the branch exists and is only checked out. */
  readonly branchFrom: string | null;
  /** True when the branch is made for this worktree, now or by an attempt that was cut short. */
  readonly branchCreated: boolean;
  readonly baseRef: string;
  readonly baseCommit: string;
  readonly notices: readonly string[];
  /** The local default branch that may have commits the remote one lacks, when both are known and differ. */
  readonly localRival: string | null;
}

/** What the decision is made with. */
export interface StartPointContext {
  readonly git: GitClient;
  readonly clock: Clock;
  readonly cwd: string;
  /** Canonical path of the worktree. */
  readonly path: string;
  readonly pending: PendingCreation | null;
  readonly remote: RemoteState;
}

/** Decides about branch and base; rejects with everything that can be known to be wrong before anything is made. */
export async function findStartPoint(context: StartPointContext, request: WorkspaceRequest, signal?: AbortSignal): Promise<StartPoint> {
  const { git, cwd, path, pending, remote } = context;
  // Side by side, because nearly always both are needed. What is wrong with the branch is told first.
  const wantedBase = decideBase(context, request, remote, signal);
  wantedBase.catch(() => undefined);
  const decision = await decideBranch(git, cwd, { request, path, pending }, signal);
  const { branch } = request;
  switch (decision.kind) {
    case 'use':
      return { branchFrom: null, branchCreated: false, baseRef: branch, baseCommit: decision.tip, notices: [], localRival: null };
    case 'finish': {
      const { baseRef, baseCommit } = decision;
      return { branchFrom: null, branchCreated: true, baseRef, baseCommit, notices: [], localRival: null };
    }
    case 'from_origin': {
      const baseRef = `origin/${branch}`;
      const notices = originNotices(remote, branch, `started from the last known ${baseRef}`);
      return { branchFrom: decision.tip, branchCreated: true, baseRef, baseCommit: decision.tip, notices, localRival: null };
    }
    case 'make': {
      const base = await wantedBase;
      const notices = [...base.notices, ...newBranchNotices(request, decision, remote)];
      return { branchFrom: base.baseCommit, branchCreated: true, ...base, notices };
    }
  }
}

function newBranchNotices(request: WorkspaceRequest, decision: BranchDecision & { readonly kind: 'make' }, remote: RemoteState): string[] {
  const { branch } = request;
  if (decision.existsOnOrigin) return [`origin has a branch ${branch} of its own already: pushing this one will need another name.`];
  // With the default base, its own notice tells that origin could not be reached.
  return request.base === null ? [] : originNotices(remote, branch, `it is not known whether it has a branch ${branch}`);
}

function originNotices(remote: RemoteState, branch: string, consequence: string): string[] {
  const outcome = remote.fetched.get(branch);
  return outcome?.kind === 'unreachable' ? [`origin could not be reached (${outcome.why}): ${consequence}.`] : [];
}

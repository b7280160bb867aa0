import type { OperationRecord, ProjectRecord, SessionId } from '@ao/domain';
import type { WorkspaceRequest } from '@ao/ports';
import { branchForSession } from '@ao/domain';
import type { Engine } from '../engine.ts';
import type { SpawnCommand } from '../session-commands.ts';

/** Name of the step that makes the worktree. */
export const WORKTREE_STEP = 'worktree';

/** The worktree a session will have. */
export function worktreeRequest(
  engine: Pick<Engine, 'folders'>,
  project: ProjectRecord,
  sessionId: SessionId,
  command: SpawnCommand,
): WorkspaceRequest {
  const { branch, base, displayName, prompt } = command;
  return {
    sessionId,
    repositoryPath: project.path,
    path: engine.folders.worktreePath(project.id, sessionId),
    branch: branch ?? branchForSession(sessionId, displayName ?? firstLine(prompt)),
    branchIsChosen: branch !== null,
    base,
    defaultBranch: project.config.defaultBranch ?? null,
  };
}

/** The worktree a spawn has begun to make; null when it has not come that far, or when making it failed and left nothing. */
export function begunWorktreeOf(record: OperationRecord): WorkspaceRequest | null {
  const step = record.steps.find((candidate) => candidate.name === WORKTREE_STEP);
  return step === undefined || step.state === 'failed' ? null : (step.created as unknown as WorkspaceRequest);
}

/** Enough of the prompt to recognise the branch by. */
const BRANCH_WORDS = 6;

function firstLine(prompt: string | null): string | null {
  const words = prompt?.trim().split('\n')[0]?.split(/\s+/).slice(0, BRANCH_WORDS);
  return words === undefined ? null : words.join(' ');
}

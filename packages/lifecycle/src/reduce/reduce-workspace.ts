import type { SessionRecord, WorkspaceFacts } from '@ao/domain';
import type { WorkspaceObservation } from '../observation/observation.ts';
import { shortText } from './activity-evidence.ts';

/** Applies what happened to the worktree. */
export function reduceWorkspace(record: SessionRecord, observation: WorkspaceObservation): SessionRecord {
  const before = record.workspace;
  const after = nextWorkspace(before, observation);
  return isSameWorkspace(before, after) ? record : { ...record, workspace: after };
}

function nextWorkspace(before: WorkspaceFacts, observation: WorkspaceObservation): WorkspaceFacts {
  switch (observation.type) {
    case 'workspace_ready':
      return {
        ...before,
        state: 'present',
        path: observation.path,
        branch: observation.branch,
        baseRef: observation.baseRef ?? before.baseRef,
        baseCommit: observation.baseCommit ?? before.baseCommit,
        rescueRef: null,
      };
    case 'setup_changed':
      return { ...before, setup: observation.setup, setupMessage: shortText(observation.message) };
    case 'workspace_removed':
      // Told late, or a second time, it finds nothing to save any more: where the content was saved must not be forgotten for that.
      return before.state === 'absent' || before.state === 'rescued' ? before : { ...before, state: 'removed', rescueRef: null };
    case 'workspace_rescued':
      return before.state === 'absent' ? before : { ...before, state: 'rescued', rescueRef: observation.rescueRef };
  }
}

function isSameWorkspace(one: WorkspaceFacts, other: WorkspaceFacts): boolean {
  return (Object.keys(one) as (keyof WorkspaceFacts)[]).every((key) => one[key] === other[key]);
}

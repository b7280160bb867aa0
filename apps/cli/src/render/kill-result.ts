import type { KillResult } from '@ao/client';

/** What a kill did, and what it left. */
export function renderKilled(result: KillResult): string {
  const { id, workspace } = result.session;
  return [`${id} ended.${worktreeText(result, workspace.path)}`, ...result.notices].join('\n');
}

function worktreeText(result: KillResult, path: string | null): string {
  if (result.worktreeRemoved) return ' Its worktree was removed; all its work is safe.';
  if (path === null) return '';
  if (result.dirtyFiles === 0) return ` Its worktree is kept: ${path}`;
  return ` Its worktree has ${result.dirtyFiles} uncommitted ${result.dirtyFiles === 1 ? 'file' : 'files'} and is kept: ${path}`;
}

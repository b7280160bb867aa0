import type { KillResult } from '@ao/client';

/**
 * What a kill did, and what it left.
 *
 * @param askedAt - when it was asked for: a session that had ended before is told as such.
 */
export function renderKilled(result: KillResult, askedAt: number): string {
  const { id, workspace, end } = result.session;
  const what = end !== null && end.at < askedAt ? 'had ended already' : 'ended';
  return [`${id} ${what}.${worktreeText(result, workspace.path)}`, ...result.notices].join('\n');
}

function worktreeText(result: KillResult, path: string | null): string {
  if (result.worktreeRemoved) return ' Its worktree was removed; all its work is safe.';
  if (path === null || result.session.workspace.state !== 'present') return '';
  if (result.dirtyFiles === 0) return ` Its worktree is kept: ${path}`;
  return ` Its worktree has ${result.dirtyFiles} uncommitted ${result.dirtyFiles === 1 ? 'file' : 'files'} and is kept: ${path}`;
}

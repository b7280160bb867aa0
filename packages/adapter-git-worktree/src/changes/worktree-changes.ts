import type { WorkspaceChanges } from '@ao/ports';
import type { GitClient } from '../git/git-client.ts';
import { type BytePath, showPath, splitByZero } from '../status/byte-path.ts';
import { readRegistration } from '../worktree/worktree-registration.ts';
import { findComparedCommit, PLAIN_DIFF } from './compared-commit.ts';
import { countLines } from './line-count.ts';
import { parseNumstat } from './parse-numstat.ts';

const NO_CHANGES: WorkspaceChanges = { files: [], added: 0, deleted: 0, commits: 0 };

/** Which worktree, and since when. */
export interface ChangesRequest {
  readonly path: string;
  readonly baseCommit: string | null;
}

/** What changed since the base commit; see `WorkspaceV1.changes`. */
export async function readChanges(git: GitClient, request: ChangesRequest, signal?: AbortSignal): Promise<WorkspaceChanges> {
  const { path: cwd, baseCommit } = request;
  // Without its registration git would answer for whatever repository lies around the folder.
  if ((await readRegistration(cwd)) === null) return NO_CHANGES;
  const compared = await findComparedCommit(git, cwd, baseCommit, signal);
  const [numstat, untracked, commits] = await Promise.all([
    git.byteText({ cwd, args: ['diff', '--numstat', '-z', ...PLAIN_DIFF, compared.treeish, '--'], signal }),
    listUntracked(git, cwd, signal),
    compared.isBase ? git.text({ cwd, args: ['rev-list', '--count', `${compared.treeish}..HEAD`], signal }) : '0',
  ]);
  const lines = await countLines(cwd, untracked, signal);
  const files = [
    ...parseNumstat(numstat).map(({ path, added, deleted }) => ({ path: showPath(path), added, deleted, untracked: false })),
    ...untracked.map((path, index) => ({ path: showPath(path), added: lines[index] ?? 0, deleted: 0, untracked: true })),
  ];
  return {
    files,
    added: files.reduce((sum, file) => sum + file.added, 0),
    deleted: files.reduce((sum, file) => sum + file.deleted, 0),
    commits: Number(commits.trim()),
  };
}

/** Untracked files that are not ignored. Other repositories inside are left out: what changed in them is not this session's patch. */
export async function listUntracked(git: GitClient, cwd: string, signal?: AbortSignal): Promise<readonly BytePath[]> {
  const listed = await git.byteText({ cwd, args: ['ls-files', '--others', '--exclude-standard', '-z'], signal });
  return splitByZero(listed).filter((path) => !path.endsWith('/'));
}

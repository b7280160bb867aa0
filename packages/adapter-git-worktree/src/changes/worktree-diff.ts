import { copyFile, mkdir, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { GitClient } from '../git/git-client.ts';
import { type BytePath, pathList } from '../status/byte-path.ts';
import { readRegistration, type WorktreeRegistration } from '../worktree/worktree-registration.ts';
import type { WorkspaceContext } from '../workspace-context.ts';
import { findComparedCommit, PLAIN_DIFF } from './compared-commit.ts';
import { cutPatch } from './cut-patch.ts';
import { type ChangesRequest, listUntracked } from './worktree-changes.ts';

/** More untracked files than this are not shown in a patch that is cut anyway. */
const MOST_UNTRACKED_FILES = 2_000;

/** The patch of everything that changed since the base commit; see `WorkspaceV1.diff`. */
export async function readDiff(
  { git, scratch }: Pick<WorkspaceContext, 'git' | 'scratch'>,
  request: ChangesRequest & { readonly maxBytes: number },
  signal?: AbortSignal,
): Promise<string> {
  const { path: cwd, baseCommit, maxBytes } = request;
  const registration = await readRegistration(cwd);
  if (registration === null) return '';
  const [compared, untracked] = await Promise.all([findComparedCommit(git, cwd, baseCommit, signal), listUntracked(git, cwd, signal)]);
  const args = ['diff', '--patch', ...PLAIN_DIFF, '--src-prefix=a/', '--dst-prefix=b/', compared.treeish, '--'];
  const print = async (env: Readonly<Record<string, string>>): Promise<string> => {
    // One byte more than wanted, to know whether there is more.
    const bytes = await git.byteText({ cwd, args, env, maxOutputBytes: maxBytes + 1, stopWhenFull: true, signal });
    return cutPatch(Buffer.from(bytes, 'latin1'), maxBytes);
  };
  if (untracked.length === 0) return print({});
  const worktree = { cwd, registration, files: untracked.slice(0, MOST_UNTRACKED_FILES) };
  return scratch.within((folder) => withAnnouncedFiles(git, { ...worktree, folder }, print, signal));
}

/**
 * Runs something with an index in which untracked files are announced, so that git compares them too. It is a copy: neither the index nor
 * the objects of the repository are written to.
 */
async function withAnnouncedFiles<T>(
  git: GitClient,
  worktree: {
    readonly cwd: string;
    readonly registration: WorktreeRegistration;
    readonly files: readonly BytePath[];
    readonly folder: string;
  },
  run: (env: Readonly<Record<string, string>>) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const { cwd, registration, files, folder } = worktree;
  const index = join(folder, 'index');
  await copyIndexWithTime(join(registration.adminDirectory, 'index'), index);
  await mkdir(join(folder, 'objects'));
  const env = {
    GIT_INDEX_FILE: index,
    GIT_OBJECT_DIRECTORY: join(folder, 'objects'),
    // Quoted, because a colon separates several.
    GIT_ALTERNATE_OBJECT_DIRECTORIES: JSON.stringify(join(registration.commonDirectory, 'objects')),
  };
  const args = ['--literal-pathspecs', 'add', '--intent-to-add', '--pathspec-from-file=-', '--pathspec-file-nul'];
  await git.run({ cwd, args, env, input: pathList(files), signal });
  return run(env);
}

/** By the time of the index git knows which files may have been written after it; a copy must not look newer. */
async function copyIndexWithTime(from: string, to: string): Promise<void> {
  const facts = await stat(from).catch(() => null);
  if (facts === null) return;
  await copyFile(from, to);
  const seconds = Math.floor(facts.mtimeMs / 1000);
  await utimes(to, seconds, seconds);
}

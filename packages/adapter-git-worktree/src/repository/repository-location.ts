import { realpath, stat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { AoError } from '@ao/domain';
import type { GitClient } from '../git/git-client.ts';
import { lastWords } from '../git/git-failure.ts';

/** Where the parts of a repository lie. All paths are absolute and real. */
export interface RepositoryLocation {
  /** Where git is run: the top of the work tree the given folder belongs to. */
  readonly workTree: string;
  /** The git directory all worktrees share. */
  readonly commonDirectory: string;
  /** True when the folder lies in a linked worktree, not in the main one. */
  readonly linked: boolean;
}

/** Finds the repository a folder belongs to. Rejects with `PROJECT_PATH_INVALID`, `NOT_A_GIT_REPOSITORY` or `REPOSITORY_BARE`. */
export async function locateRepository(git: GitClient, folder: string, signal?: AbortSignal): Promise<RepositoryLocation> {
  await requireFolder(folder);
  const result = await git.run({
    cwd: folder,
    args: [
      'rev-parse',
      '--path-format=absolute',
      '--is-bare-repository',
      '--git-dir',
      '--git-common-dir',
      // Last, because it ends the command where there is no work tree; what was printed before stays.
      '--show-toplevel',
    ],
    signal,
  });
  const [bare, gitDirectory, commonDirectory, workTree] = result.stdout.split('\n');
  if (result.exitCode !== 0 && bare === 'true') throw new AoError('REPOSITORY_BARE', { details: { path: folder } });
  if (result.exitCode !== 0 || !workTree || !commonDirectory) throw notARepository(folder, lastWords(result));
  return { workTree, commonDirectory: await realpath(commonDirectory), linked: gitDirectory !== commonDirectory };
}

async function requireFolder(folder: string): Promise<void> {
  const isFolder =
    isAbsolute(folder) &&
    (await stat(folder).then(
      (facts) => facts.isDirectory(),
      () => false,
    ));
  if (isFolder) return;
  throw new AoError('PROJECT_PATH_INVALID', {
    message: `${folder} is not an existing folder. Give the absolute path of a git work tree.`,
    details: { path: folder },
  });
}

function notARepository(folder: string, said: string): AoError {
  const foreign = said.includes('dubious ownership');
  const message = foreign
    ? `git refuses to work in ${folder}, because it belongs to another user. If you trust it: git config --global --add safe.directory "${folder}".`
    : `${folder} is not inside a git work tree. Run \`git init\` there, or give the folder of a repository.`;
  return new AoError('NOT_A_GIT_REPOSITORY', { message, details: { path: folder, stderr: said } });
}

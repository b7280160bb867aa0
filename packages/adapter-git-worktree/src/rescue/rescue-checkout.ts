import { chmod, copyFile, lstat, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathList, resolveBytePath, splitByZero } from '../status/byte-path.ts';
import type { WorkspaceContext } from '../workspace-context.ts';
import { makeRawGitDirectory } from './raw-git-directory.ts';
import type { RescuedContent } from './rescue-read.ts';

/** An empty worktree, made without its files. */
export interface EmptyWorktree {
  readonly path: string;
  readonly adminDirectory: string;
  readonly commonDirectory: string;
}

/**
 * Fills a worktree with saved content: the index as it was, unchanged files as git checks them out, changed and untracked ones byte by byte.
 * Status then says exactly what it said before.
 */
export async function checkOutContent(
  { git, scratch }: Pick<WorkspaceContext, 'git' | 'scratch'>,
  worktree: EmptyWorktree,
  content: RescuedContent,
  signal?: AbortSignal,
): Promise<void> {
  const { path, adminDirectory, commonDirectory } = worktree;
  for (const [file, bytes] of content.adminFiles) {
    await mkdir(dirname(join(adminDirectory, file)), { recursive: true });
    await writeFile(join(adminDirectory, file), bytes);
  }
  await scratch.within(async (folder) => {
    const raw = await makeRawGitDirectory(git, { folder, workTree: path, commonDirectory }, signal);
    const index = join(adminDirectory, 'index');
    const env = raw.env('files');
    await git.text({ cwd: path, args: ['read-tree', content.filesTree], env, signal });
    const files = splitByZero(await git.byteText({ cwd: path, args: ['ls-files', '-z'], env, signal }));
    if (content.index !== null) {
      await writeFile(index, content.index);
      await copyFile(index, raw.indexPath('unchanged'));
      const unchanged = { GIT_INDEX_FILE: raw.indexPath('unchanged') };
      const drop = ['update-index', '-z', '--force-remove', '--stdin'];
      await git.text({ cwd: path, args: drop, env: unchanged, input: pathList([...files, ...content.absent]), signal });
      await git.text({ cwd: path, args: ['checkout-index', '--all', '--force', '--quiet'], env: unchanged, signal });
    }
    await git.text({ cwd: path, args: ['checkout-index', '--all', '--force', '--quiet'], env, signal });
    await applyPermissions(path, content);
    // Only saves the next reader the work; it fails for changed files, and says nothing new.
    if (content.index !== null) await git.run({ cwd: path, args: ['update-index', '-q', '--refresh'], signal });
  });
}

async function applyPermissions(path: string, { state }: RescuedContent): Promise<void> {
  for (const [file, mode] of state.permissions) {
    const target = resolveBytePath(path, file);
    // Never through a link: its target is not ours.
    if ((await lstat(target).catch(() => null))?.isFile() === true) await chmod(target, mode);
  }
}

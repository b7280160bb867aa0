import { constants } from 'node:fs';
import { cp, glob, lstat, mkdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { findLinkOnTheWay, readSetupPath } from './setup-path.ts';

const PATTERN_CHARACTERS = /[*?[\]{}]/u;

/** From where to where. */
export interface CopyRequest {
  readonly source: string;
  readonly target: string;
  /** Files, folders and patterns relative to the source. */
  readonly entries: readonly string[];
}

/**
 * Copies files and folders into a fresh worktree, sharing their blocks on the disk where the file system can. What exists already is left
 * as it is. Answers what people should know; rejects with the error of the file system when something that exists cannot be copied.
 */
export async function copyFiles(request: CopyRequest, signal?: AbortSignal): Promise<readonly string[]> {
  const notices: string[] = [];
  for (const entry of request.entries) {
    const path = readSetupPath(entry);
    if ('refused' in path) {
      notices.push(`"${entry}" was not copied: ${path.refused}.`);
      continue;
    }
    const found = PATTERN_CHARACTERS.test(path.relative) ? await expandPattern(request.source, path.relative) : [path.relative];
    if (found.length === 0) notices.push(`"${entry}" was not copied: nothing in ${request.source} matches it.`);
    for (const relative of found) {
      signal?.throwIfAborted();
      const notice = await copyOne(request, relative);
      if (notice !== null) notices.push(notice);
    }
  }
  return notices;
}

async function copyOne({ source, target }: CopyRequest, relative: string): Promise<string | null> {
  const from = join(source, relative);
  const to = join(target, relative);
  const facts = await lstat(from).catch(() => null);
  if (facts === null) return `"${relative}" was not copied: it does not exist in ${source}.`;
  const link = await findLinkOnTheWay(target, relative);
  if (link !== null) return `"${relative}" was not copied: "${link}" is a symbolic link in the worktree.`;
  const existing = await lstat(to).catch(() => null);
  if (existing !== null && !(existing.isDirectory() && facts.isDirectory())) {
    return `"${relative}" was not copied: the worktree has it already.`;
  }
  await mkdir(dirname(to), { recursive: true });
  await cp(from, to, {
    recursive: true,
    mode: constants.COPYFILE_FICLONE,
    force: false,
    verbatimSymlinks: true,
    preserveTimestamps: true,
    // A nested repository would make the worktree one that can neither be saved nor removed; sockets and pipes cannot be copied.
    filter: async (path) => {
      if (basename(path) === '.git') return false;
      const kind = await lstat(path);
      return kind.isFile() || kind.isDirectory() || kind.isSymbolicLink();
    },
  });
  return null;
}

async function expandPattern(source: string, pattern: string): Promise<readonly string[]> {
  // Installed packages hold files of every name; who wants those says so.
  const skipped = pattern.includes('node_modules') ? ['.git'] : ['.git', 'node_modules'];
  const found: string[] = [];
  for await (const relative of glob(pattern, { cwd: source, exclude: (name) => skipped.includes(basename(name)) })) {
    if ('relative' in readSetupPath(relative)) found.push(relative);
  }
  return found.sort();
}

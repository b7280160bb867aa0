import { lstat } from 'node:fs/promises';
import type { GitClient } from '../git/git-client.ts';
import { type BytePath, pathList, resolveBytePath, splitByZero } from './byte-path.ts';

/** Tracked files that git was told not to look at (`assume-unchanged`, `skip-worktree`): status does not show what happened to them. */
export interface HiddenChanges {
  readonly changed: readonly BytePath[];
  readonly deleted: readonly BytePath[];
}

const ENTRY = /^(?<tag>[a-zS]) (?<mode>\d+) (?<objectId>[0-9a-f]+) 0\t(?<path>.+)$/su;

interface HiddenEntry {
  readonly path: BytePath;
  readonly objectId: string;
  readonly mode: string;
  /** Left out on purpose by a sparse checkout when it is not there. */
  readonly maySkip: boolean;
}

/** Finds such files that are not as the index has them. Nearly always there are none, and one run of git tells that. */
export async function readHiddenChanges(git: GitClient, workTree: string, signal?: AbortSignal): Promise<HiddenChanges> {
  const listed = await git.byteText({ cwd: workTree, args: ['ls-files', '-v', '--stage', '-z'], signal });
  const hidden = splitByZero(listed).flatMap((line): HiddenEntry[] => {
    // `H` stands before every usual entry: most lines end here.
    if (line.startsWith('H')) return [];
    const { tag, path, objectId, mode } = ENTRY.exec(line)?.groups ?? {};
    return path === undefined || objectId === undefined || mode === undefined
      ? []
      : [{ path, objectId, mode, maySkip: tag?.toUpperCase() === 'S' }];
  });
  if (hidden.length === 0) return { changed: [], deleted: [] };
  const facts = await Promise.all(hidden.map(({ path }) => lstat(resolveBytePath(workTree, path)).catch(() => null)));
  const present = hidden.filter((_, index) => facts[index]?.isFile() === true);
  const hashes = await hashFiles(git, workTree, present, signal);
  return {
    changed: hidden
      .filter((entry, index) => {
        const fact = facts[index];
        if (fact === null || fact === undefined) return false;
        const mode = fact.isFile() ? ((fact.mode & 0o100) === 0 ? '100644' : '100755') : null;
        return mode !== entry.mode || hashes.get(entry.path) !== entry.objectId;
      })
      .map(({ path }) => path),
    deleted: hidden.filter((entry, index) => facts[index] === null && !entry.maySkip).map(({ path }) => path),
  };
}

async function hashFiles(
  git: GitClient,
  workTree: string,
  entries: readonly HiddenEntry[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<BytePath, string>> {
  if (entries.length === 0) return new Map();
  // One path per line is what git reads here; a quoted one may hold anything.
  const input = Buffer.from(entries.map(({ path }) => `${quotePath(path)}\n`).join(''), 'latin1');
  const hashes = (await git.text({ cwd: workTree, args: ['hash-object', '--stdin-paths'], input, signal })).split('\n');
  return new Map(entries.map(({ path }, index) => [path, hashes[index] ?? '']));
}

/** Writes a path as git quotes it in C style. */
export function quotePath(path: BytePath): string {
  const escaped = [...pathList([path]).subarray(0, -1)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`);
  return `"${escaped.join('')}"`;
}

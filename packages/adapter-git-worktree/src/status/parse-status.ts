import { type BytePath, splitByZero } from './byte-path.ts';

/** A tracked file that differs between HEAD, index and work tree. */
export interface TrackedChange {
  readonly path: BytePath;
  /** HEAD against index: `.` when equal, else M, T, A, D. */
  readonly staged: string;
  /** Index against work tree: `.` when equal, else M, T, D, or A for a file that is only announced. */
  readonly unstaged: string;
  /** True for a submodule with another commit, changes, or untracked files of its own. */
  readonly submoduleChanged: boolean;
}

/** What `git status --porcelain=v2 -z --branch` says. */
export interface WorktreeStatus {
  /** Null when HEAD points to a branch without a commit. */
  readonly headCommit: string | null;
  /** Null when HEAD is detached. */
  readonly headBranch: string | null;
  readonly tracked: readonly TrackedChange[];
  readonly unmerged: readonly BytePath[];
  /** Files; folders, with a slash at the end, only where they hold another repository. */
  readonly untracked: readonly BytePath[];
  /** Files and folders that are ignored as a whole. */
  readonly ignored: readonly BytePath[];
  /** The output without what is ignored: equal text means equal index and equal set of changed files. */
  readonly fingerprintText: string;
}

const CHANGED = /^1 (?<staged>.)(?<unstaged>.) (?<submodule>\S+) (?:\S+ ){5}(?<path>.+)$/su;
const UNMERGED = /^u (?:\S+ ){9}(?<path>.+)$/su;

/** Reads the output of status, one character per byte. It must have been asked for without renames. */
export function parseStatus(bytes: string): WorktreeStatus {
  const records = splitByZero(bytes);
  const header = (name: string): string | null => records.find((record) => record.startsWith(`# ${name} `))?.slice(name.length + 3) ?? null;
  const branch = header('branch.head');
  const commit = header('branch.oid');
  const behind = (prefix: string): BytePath[] => records.filter((record) => record.startsWith(prefix)).map((record) => record.slice(2));
  return {
    headCommit: commit === null || commit === '(initial)' ? null : commit,
    headBranch: branch === null || branch === '(detached)' ? null : Buffer.from(branch, 'latin1').toString('utf8'),
    tracked: records.flatMap((record) => {
      const { path, staged, unstaged, submodule } = CHANGED.exec(record)?.groups ?? {};
      if (path === undefined || staged === undefined || unstaged === undefined) return [];
      return [{ path, staged, unstaged, submoduleChanged: /^S.*[CMU]/u.test(submodule ?? '') }];
    }),
    unmerged: records.flatMap((record) => UNMERGED.exec(record)?.groups?.path ?? []),
    untracked: behind('? '),
    ignored: behind('! '),
    fingerprintText: records.filter((record) => !record.startsWith('! ')).join('\0'),
  };
}

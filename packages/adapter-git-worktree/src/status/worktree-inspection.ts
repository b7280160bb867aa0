import { createHash } from 'node:crypto';
import { lstat, readlink } from 'node:fs/promises';
import type { GitClient } from '../git/git-client.ts';
import type { WorktreeMarker } from '../worktree/worktree-marker.ts';
import { type BytePath, resolveBytePath, showPath } from './byte-path.ts';
import { type HiddenChanges, readHiddenChanges } from './hidden-changes.ts';
import type { WorktreeStatus } from './parse-status.ts';
import { readStatus, type SubmoduleCare } from './read-status.ts';

/** Somebody may have forgotten to ignore tens of thousands of files. */
const LOOKED_AT_TOGETHER = 64;

/** All a work tree holds that no commit holds. */
export interface WorktreeContent {
  readonly status: WorktreeStatus;
  /** Files whose bytes must be saved: changed ones that are there, and untracked ones. */
  readonly present: readonly BytePath[];
  /** Tracked files that are not there any more. */
  readonly absent: readonly BytePath[];
  readonly untracked: readonly BytePath[];
  /** Untracked folders that hold another repository. */
  readonly repositories: readonly BytePath[];
  /** Everything that differs from HEAD in index or work tree, each path once. */
  readonly dirty: readonly BytePath[];
  /** Changes whenever any of this does. */
  readonly fingerprint: string;
}

/** Reads what a work tree holds; writes nothing. Links the set-up made count as clean. */
export async function readContent(
  git: GitClient,
  worktree: { readonly path: string; readonly marker: WorktreeMarker | null; readonly submodules: SubmoduleCare },
  signal?: AbortSignal,
): Promise<WorktreeContent> {
  const { path: workTree, marker, submodules } = worktree;
  const [status, hidden] = await Promise.all([readStatus(git, workTree, submodules, signal), readHiddenChanges(git, workTree, signal)]);
  const links = await setUpLinks(workTree, status, marker);
  const untracked = status.untracked.filter((path) => !path.endsWith('/'));
  const isThere = ({ unstaged }: { readonly unstaged: string }): boolean => unstaged !== '.' && unstaged !== 'D';
  const present = unique([...status.tracked.filter(isThere).map(({ path }) => path), ...hidden.changed, ...untracked]);
  const absent = unique([...status.tracked.filter(({ unstaged }) => unstaged === 'D').map(({ path }) => path), ...hidden.deleted]);
  const dirty = unique([
    ...status.tracked.map(({ path }) => path),
    ...status.unmerged,
    ...hidden.changed,
    ...hidden.deleted,
    ...status.untracked.filter((path) => !links.has(path)),
  ]);
  return {
    status,
    present,
    absent,
    untracked,
    repositories: status.untracked.filter((path) => path.endsWith('/')),
    dirty,
    fingerprint: await fingerprint(workTree, status, hidden, [...present, ...status.unmerged]),
  };
}

async function setUpLinks(workTree: string, status: WorktreeStatus, marker: WorktreeMarker | null): Promise<ReadonlySet<BytePath>> {
  const links = new Map((marker?.links ?? []).map((link) => [link.path, link.target]));
  const candidates = status.untracked.filter((path) => links.has(showPath(path)));
  const targets = await Promise.all(candidates.map((path) => readlink(resolveBytePath(workTree, path)).catch(() => null)));
  return new Set(candidates.filter((path, index) => targets[index] === links.get(showPath(path))));
}

/** Index and set of changed files come from git; of the files themselves size, times and identity tell whether they were written to. */
async function fingerprint(workTree: string, status: WorktreeStatus, hidden: HiddenChanges, files: readonly BytePath[]): Promise<string> {
  const hash = createHash('sha256').update(status.fingerprintText, 'latin1').update(JSON.stringify(hidden));
  for (let start = 0; start < files.length; start += LOOKED_AT_TOGETHER) {
    const group = files.slice(start, start + LOOKED_AT_TOGETHER);
    const seen = await Promise.all(group.map((path) => lookAt(resolveBytePath(workTree, path))));
    for (const [index, path] of group.entries()) hash.update(`\0${path}\0${seen[index]}`, 'latin1');
  }
  return hash.digest('hex');
}

async function lookAt(path: Buffer): Promise<string> {
  const facts = await lstat(path, { bigint: true }).catch(() => null);
  return facts === null ? 'absent' : [facts.mode, facts.size, facts.ino, facts.mtimeNs, facts.ctimeNs].join(' ');
}

function unique(paths: readonly BytePath[]): readonly BytePath[] {
  return [...new Set(paths)];
}

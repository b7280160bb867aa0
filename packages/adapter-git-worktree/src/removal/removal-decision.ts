import type { RemovalAction } from '@ao/ports';
import { showPath } from '../status/byte-path.ts';
import type { WorktreeContent } from '../status/worktree-inspection.ts';

/** What is known about a worktree that shall go. */
export interface RemovalFacts {
  readonly content: WorktreeContent;
  /** Why it must not be touched, found outside its own files: an operation in progress, a nested repository. */
  readonly obstacle: string | null;
  /** Commits of a detached HEAD that no branch, tag or remote has. */
  readonly looseCommits: number;
  readonly unpushedCommits: number;
  readonly stashes: number;
}

/** How many names of ignored entries a reason holds. */
const NAMES_SHOWN = 3;

/** Decides what may be done with a worktree, and says why. */
export function decideRemoval(facts: RemovalFacts): { readonly action: RemovalAction; readonly reason: string } {
  const { content, obstacle, looseCommits, unpushedCommits, stashes } = facts;
  const { status } = content;
  if (obstacle !== null) return { action: 'keep', reason: obstacle };
  if (status.unmerged.length > 0) return { action: 'keep', reason: `${count(status.unmerged.length, 'file')} with merge conflicts` };
  const submodule = status.tracked.find(({ submoduleChanged }) => submoduleChanged);
  if (submodule !== undefined)
    return { action: 'keep', reason: `the submodule ${showPath(submodule.path)} is changed, which cannot be saved` };
  const [repository] = content.repositories;
  if (repository !== undefined) return { action: 'keep', reason: `${showPath(repository)} is another repository, which cannot be saved` };

  const unsaved = [
    content.dirty.length > 0 ? count(content.dirty.length, 'uncommitted file') : '',
    looseCommits > 0 ? `${count(looseCommits, 'commit')} on no branch` : '',
    status.headCommit === null ? 'a branch without a commit' : '',
  ].filter((text) => text !== '');
  const branch = status.headBranch ?? 'its branch';
  const remarks = [
    unpushedCommits > 0 && status.headBranch !== null ? `${count(unpushedCommits, 'commit')} not pushed, safe on ${branch}` : '',
    stashes > 0 ? `${count(stashes, 'stash', 'stashes')} kept in the repository` : '',
    ignoredRemark(status.ignored.map(showPath)),
  ].filter((text) => text !== '');
  const reason = [unsaved.length === 0 ? 'clean' : unsaved.join(' and '), ...remarks].join('; ');
  return { action: unsaved.length === 0 ? 'remove' : 'save', reason };
}

function ignoredRemark(names: readonly string[]): string {
  if (names.length === 0) return '';
  const shown = names.slice(0, NAMES_SHOWN).join(', ');
  const rest = names.length > NAMES_SHOWN ? ` and ${names.length - NAMES_SHOWN} more` : '';
  return `ignored files are not saved: ${shown}${rest}`;
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

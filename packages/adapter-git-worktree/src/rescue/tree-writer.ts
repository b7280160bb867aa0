import type { Timestamp } from '@ao/domain';
import type { GitClient } from '../git/git-client.ts';
import { type BytePath, pathList } from '../status/byte-path.ts';
import type { RawGitDirectory } from './raw-git-directory.ts';

/** Writes objects into a repository from named indexes of a raw git directory. Names are free; an index that was never written is empty. */
export interface TreeWriter {
  /** Puts the files as they are in the work tree into an index. */
  add(indexName: string, files: readonly BytePath[]): Promise<void>;
  /** Takes files out of an index. */
  drop(indexName: string, files: readonly BytePath[]): Promise<void>;
  /** The tree an index stands for. */
  tree(indexName: string): Promise<string>;
  blob(bytes: Uint8Array): Promise<string>;
  /** A tree of the given entries. */
  namedTree(entries: readonly { readonly name: string; readonly mode: string; readonly objectId: string }[]): Promise<string>;
  commit(tree: string, parents: readonly string[], message: string): Promise<string>;
}

/** Makes a writer. Commits carry the given time and the name of ao, never that of the user. */
export function createTreeWriter(options: {
  readonly git: GitClient;
  readonly raw: RawGitDirectory;
  readonly workTree: string;
  readonly now: Timestamp;
  readonly signal: AbortSignal | undefined;
}): TreeWriter {
  const { git, raw, workTree, now, signal } = options;
  const date = `@${Math.floor(now / 1000)} +0000`;
  const identity = {
    GIT_AUTHOR_NAME: 'ao',
    GIT_AUTHOR_EMAIL: 'ao@localhost',
    GIT_COMMITTER_NAME: 'ao',
    GIT_COMMITTER_EMAIL: 'ao@localhost',
  };
  const dates = { GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date };

  const write = async (indexName: string, args: readonly string[], input?: Uint8Array | string): Promise<string> => {
    const env = { ...raw.env(indexName), ...identity, ...dates };
    return (await git.text({ cwd: workTree, args, env, input, signal })).trim();
  };
  return {
    async add(indexName, files) {
      if (files.length > 0) await write(indexName, ['update-index', '-z', '--add', '--remove', '--stdin'], pathList(files));
    },
    async drop(indexName, files) {
      if (files.length > 0) await write(indexName, ['update-index', '-z', '--force-remove', '--stdin'], pathList(files));
    },
    // Objects of a partial clone may be missing here; they are safe at the remote.
    tree: (indexName) => write(indexName, ['write-tree', '--missing-ok']),
    blob: (bytes) => write('none', ['hash-object', '-w', '--stdin'], bytes),
    namedTree: (entries) =>
      write(
        'none',
        ['mktree', '-z'],
        entries.map(({ mode, objectId, name }) => `${mode} ${mode === '040000' ? 'tree' : 'blob'} ${objectId}\t${name}\0`).join(''),
      ),
    commit: (tree, parents, message) =>
      write('none', ['commit-tree', tree, ...parents.flatMap((parent) => ['-p', parent]), '-F', '-'], message),
  };
}

/** What a repository is, before anything is done with it. */
export interface RepositoryFacts {
  /** Absolute real path of the top of the main work tree (for a linked worktree: of the repository it belongs to). */
  readonly rootPath: string;
  /** Absolute real path of the common git directory; work on one repository is queued by it. */
  readonly gitDirectory: string;
  readonly originUrl: string | null;
  /** Default branch of the remote if known, else `init.defaultBranch`, main or master if it exists; null in an empty repository. */
  readonly defaultBranch: string | null;
  /** The branch checked out in the main work tree; null when HEAD is detached. */
  readonly currentBranch: string | null;
  readonly hasCommits: boolean;
  readonly hasSubmodules: boolean;
}

import type { SessionId } from '@ao/domain';
import type { WorkspaceRequest, WorkspaceV1 } from '@ao/ports';

/** A workspace with one repository, made for one test. */
export interface WorkspaceUnderTest {
  readonly workspace: WorkspaceV1;
  /** Absolute path of a repository with one commit on its default branch `main`, no other branch, and no remote. */
  readonly repositoryPath: string;
  /** Where the worktree of a session may be made. */
  worktreePath(sessionId: SessionId): string;
  /** Writes a file as an agent would, without committing it. */
  writeFile(worktreePath: string, name: string, text: string): void | Promise<void>;
  /** Whether a work tree holds a file. */
  hasFile(worktreePath: string, name: string): boolean | Promise<boolean>;
  /** Commits everything that is in a work tree. */
  commit(worktreePath: string): void | Promise<void>;
  /** Deletes a worktree behind the back of the workspace. */
  deleteFolder(worktreePath: string): void | Promise<void>;
  /** Called after the test, also after a failed one. */
  close?(): void | Promise<void>;
}

/** What a workspace may be unable to do. Cases that need it are left out. */
export type WorkspaceLack =
  /** There are no real files: set-up and the text of patches cannot be checked. */
  | 'files'
  /** Branches are only names: their rules cannot be checked. */
  | 'branches'
  /** A call that was given up before it began is carried out all the same. */
  | 'cancellation';

/** What a case gets. */
export interface WorkspaceContext extends WorkspaceUnderTest {
  /** A request for a new session, with a branch of its own. */
  request(changes?: Partial<WorkspaceRequest>): WorkspaceRequest;
  /** A worktree for a new session, and the request it was made by. */
  make(changes?: Partial<WorkspaceRequest>): Promise<WorkspaceRequest>;
}

/** One property of a workspace, in plain words, and how it is checked. */
export interface WorkspaceCase {
  readonly name: string;
  readonly needs: readonly WorkspaceLack[];
  readonly run: (context: WorkspaceContext) => Promise<void>;
}

/** What the methods about removal take. */
export function targetOf(request: WorkspaceRequest) {
  const { sessionId, repositoryPath, path } = request;
  return { sessionId, repositoryPath, path, baseCommit: null };
}

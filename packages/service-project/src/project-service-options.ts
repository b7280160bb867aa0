import type { ProjectId, SessionId } from '@ao/domain';
import type { Clock, Stores, WorkspaceV1 } from '@ao/ports';
import type { KnownAdapters } from './validate-project-config.ts';

/** What the project service works with. Nothing of it is owned by the service. */
export interface ProjectServiceOptions {
  readonly stores: Pick<Stores, 'projects' | 'sessions' | 'transaction'>;
  readonly workspace: Pick<WorkspaceV1, 'inspectRepository'>;
  readonly clock: Pick<Clock, 'now'>;
  /** The agents and runtimes a configuration may use. */
  readonly agents: KnownAdapters['agents'];
  readonly runtimes: KnownAdapters['runtimes'];
  /** What a leading `~` stands for. */
  readonly homeDirectory: string;
  /** The path with all links resolved; null when nothing is there. */
  readonly realPath: (path: string) => Promise<string | null>;
  /** Ends one session and keeps its worktree. */
  readonly endSession: (id: SessionId) => Promise<void>;
  /** Told of settings that were changed, so that what waits for a limit is looked at. */
  readonly configChanged?: ((projectId: ProjectId) => void) | undefined;
}

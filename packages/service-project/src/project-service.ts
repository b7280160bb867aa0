import type { ProjectConfig, ProjectId, ProjectRecord } from '@ao/domain';

/** A project as clients see it. */
export interface ProjectView extends ProjectRecord {
  /** Sessions of the project that have not ended. */
  readonly liveSessions: number;
  /** Why the project cannot be used at the moment, for people; null when it can. */
  readonly problem: string | null;
}

/** What a person gives to add a project. */
export interface AddProjectRequest {
  /** Absolute path, or one that starts with `~`. Must be the top of a git work tree unless `allowInside` is set. */
  readonly path: string;
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  readonly config?: ProjectConfig | undefined;
  /** Accept any folder inside the repository and use its top. Set by `ao spawn`, which is called from anywhere. */
  readonly allowInside?: boolean | undefined;
  /** Answer the existing project instead of `PROJECT_PATH_TAKEN` when the repository is already one. */
  readonly reuseExisting?: boolean | undefined;
}

/** Use cases around projects. */
export interface ProjectService {
  list(): Promise<readonly ProjectView[]>;
  /** Throws `PROJECT_NOT_FOUND`, also for removed projects. */
  get(id: string): Promise<ProjectView>;
  /** Answers the project and whether it was new. */
  add(request: AddProjectRequest): Promise<{ readonly project: ProjectView; readonly created: boolean }>;
  /** Replaces the whole configuration. Throws `INVALID_PROJECT_CONFIG`. */
  setConfig(id: string, config: ProjectConfig): Promise<ProjectView>;
  /** Removes a project from the list. With `force` its live sessions are ended first; worktrees are never removed by this. */
  remove(
    id: string,
    options: { readonly force: boolean },
  ): Promise<{ readonly projectId: ProjectId; readonly endedSessions: readonly string[] }>;
}

import type { ProjectConfig, ProjectId, ProjectRecord, Timestamp } from '@ao/domain';

/** Projects as stored. Synchronous, see {@link SessionStore}. */
export interface ProjectStore {
  /**
   * Inserts a project as active, or revives an archived one of the same id and path: it keeps its `registeredAt` and takes everything
   * else from the given record. Throws `PROJECT_PATH_TAKEN` when an active project has the path, `PROJECT_ID_TAKEN` when the id belongs
   * to another path, also to that of an archived project: its sessions still need it.
   */
  add(project: ProjectRecord): ProjectRecord;
  /** Active or archived. */
  get(id: ProjectId): ProjectRecord | null;
  /** Active projects by id. */
  list(): readonly ProjectRecord[];
  /** The active project at exactly this path. */
  findByPath(path: string): ProjectRecord | null;
  /** True when any project, archived or not, has the id. */
  hasId(id: ProjectId): boolean;
  /** Replaces all settings. Null when there is no such project. */
  setConfig(id: ProjectId, config: ProjectConfig): ProjectRecord | null;
  /** Marks the project as removed; its sessions stay. An archived one keeps its first time. Null when there is no such project. */
  archive(id: ProjectId, at: Timestamp): ProjectRecord | null;
}

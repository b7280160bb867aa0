import type { ProjectConfig, ProjectId, ProjectRecord, Timestamp } from '@ao/domain';

/** Projects as stored. Synchronous, see {@link SessionStore}. */
export interface ProjectStore {
  /** Inserts a project, or revives an archived one of the same id and path. */
  add(project: ProjectRecord): ProjectRecord;
  /** Active or archived. */
  get(id: ProjectId): ProjectRecord | null;
  /** Active projects by id. */
  list(): readonly ProjectRecord[];
  /** The active project at exactly this path. */
  findByPath(path: string): ProjectRecord | null;
  /** True when any project, archived or not, has the id. */
  hasId(id: ProjectId): boolean;
  setConfig(id: ProjectId, config: ProjectConfig): ProjectRecord | null;
  /** Marks the project as removed; its sessions stay. */
  archive(id: ProjectId, at: Timestamp): ProjectRecord | null;
}

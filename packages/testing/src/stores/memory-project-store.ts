import { AoError, type ProjectId, type ProjectRecord } from '@ao/domain';
import type { ProjectStore } from '@ao/ports';
import type { MemoryChangeLog } from './memory-change-log.ts';
import type { MemoryTable, MemoryTransactions } from './memory-transactions.ts';

/** Makes the project store over a table. */
export function createMemoryProjectStore(
  table: MemoryTable<ProjectId, ProjectRecord>,
  transactions: MemoryTransactions,
  changes: MemoryChangeLog,
): ProjectStore {
  const activeAt = (path: string) => table.rows().find((project) => project.path === path && project.archivedAt === null) ?? null;
  const write = (type: 'project.added' | 'project.updated' | 'project.removed', project: ProjectRecord) => {
    table.set(project.id, project);
    const { id, name, path } = project;
    changes.append({ type, projectId: id, sessionId: null, payload: { id, name, path } });
    return project;
  };

  return {
    add: (project) =>
      transactions.run(() => {
        const atPath = activeAt(project.path);
        if (atPath !== null) throw new AoError('PROJECT_PATH_TAKEN', { details: { projectId: atPath.id } });
        const known = table.get(project.id);
        if (known !== undefined && (known.archivedAt === null || known.path !== project.path)) {
          throw new AoError('PROJECT_ID_TAKEN', { details: { projectId: project.id } });
        }
        const registeredAt = known?.registeredAt ?? project.registeredAt;
        return write('project.added', { ...structuredClone(project), registeredAt, archivedAt: null });
      }),
    get: (id) => table.get(id) ?? null,
    list: () =>
      table
        .rows()
        .filter((project) => project.archivedAt === null)
        .sort((a, b) => (a.id < b.id ? -1 : 1)),
    findByPath: activeAt,
    hasId: (id) => table.get(id) !== undefined,
    setConfig: (id, config) =>
      transactions.run(() => {
        const known = table.get(id);
        if (known === undefined) return null;
        const updated = { ...known, config: JSON.parse(JSON.stringify(config)) as ProjectRecord['config'] };
        if (JSON.stringify(updated.config) === JSON.stringify(known.config)) return known;
        return write('project.updated', updated);
      }),
    archive: (id, at) =>
      transactions.run(() => {
        const known = table.get(id);
        if (known === undefined || known.archivedAt !== null) return known ?? null;
        return write('project.removed', { ...known, archivedAt: at });
      }),
  };
}

import { AoError, type ProjectId, type ProjectRecord } from '@ao/domain';
import type { ProjectStore } from '@ao/ports';
import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Connection } from '../database/connection.ts';
import { projects } from '../schema/project-tables.ts';
import { placeholdersFor } from './placeholders.ts';

type ProjectRow = typeof projects.$inferSelect;

function recordOf({ changedAt: _changedAt, ...project }: ProjectRow): ProjectRecord {
  return project;
}

function prepareStatements({ query, read, write }: Connection) {
  const { id, ...changeable } = placeholdersFor(projects);
  const idIs = eq(projects.id, id);
  const isActive = isNull(projects.archivedAt);
  return {
    get: read('projects.get', query.select().from(projects).where(idIs).prepare()),
    list: read('projects.list', query.select().from(projects).where(isActive).orderBy(asc(projects.id)).prepare()),
    findByPath: read(
      'projects.findByPath',
      query
        .select()
        .from(projects)
        .where(and(eq(projects.path, sql.placeholder('path')), isActive))
        .prepare(),
    ),
    insert: write(
      'projects.insert',
      query
        .insert(projects)
        .values({ id, ...changeable })
        .prepare(),
    ),
    update: write('projects.update', query.update(projects).set(changeable).where(idIs).prepare()),
  };
}

/** Makes the project store of a connection. */
export function createSqliteProjectStore(connection: Connection): ProjectStore {
  const { clock, transaction } = connection;
  const statements = prepareStatements(connection);

  const get = (id: ProjectId) => {
    const row = statements.get.get({ id });
    return row === undefined ? null : recordOf(row);
  };
  const findByPath = (path: string) => {
    const row = statements.findByPath.get({ path });
    return row === undefined ? null : recordOf(row);
  };
  const update = (project: ProjectRecord) => {
    statements.update.run({ ...project, changedAt: clock.now() });
    return get(project.id);
  };

  return {
    get,
    findByPath,
    add: (project) =>
      transaction(() => {
        const atPath = findByPath(project.path);
        if (atPath !== null) throw new AoError('PROJECT_PATH_TAKEN', { details: { projectId: atPath.id } });
        const known = get(project.id);
        if (known !== null && (known.archivedAt === null || known.path !== project.path)) {
          throw new AoError('PROJECT_ID_TAKEN', { details: { projectId: project.id } });
        }
        const added = { ...project, registeredAt: known?.registeredAt ?? project.registeredAt, archivedAt: null };
        if (known === null) statements.insert.run({ ...added, changedAt: clock.now() });
        else update(added);
        return get(project.id) ?? added;
      }),
    list: () => statements.list.all().map(recordOf),
    hasId: (id) => statements.get.get({ id }) !== undefined,
    setConfig: (id, config) =>
      transaction(() => {
        const known = get(id);
        return known === null ? null : update({ ...known, config });
      }),
    archive: (id, at) =>
      transaction(() => {
        const known = get(id);
        return known === null || known.archivedAt !== null ? known : update({ ...known, archivedAt: at });
      }),
  };
}

import { AoError } from '@ao/domain';
import type { IssueIntakeStore, ProjectStore } from '@ao/ports';
import { and, desc, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import type { Connection } from '../database/connection.ts';
import { issueIntake } from '../schema/issue-intake-table.ts';
import { placeholdersFor } from './placeholders.ts';

function prepareStatements({ query, read, write }: Connection) {
  const { projectId, issueKey, createdAt, ...changeable } = placeholdersFor(issueIntake);
  const isOfProject = eq(issueIntake.projectId, projectId);
  const isIssue = and(isOfProject, eq(issueIntake.issueKey, issueKey));
  return {
    get: read('issueIntakes.get', query.select().from(issueIntake).where(isIssue).prepare()),
    list: read(
      'issueIntakes.list',
      query
        .select()
        .from(issueIntake)
        .where(isOfProject)
        .orderBy(desc(issueIntake.createdAt), desc(sql`rowid`))
        .limit(sql.placeholder('limit'))
        .prepare(),
    ),
    sessions: read(
      'issueIntakes.sessions',
      query
        .select({ sessionId: issueIntake.sessionId })
        .from(issueIntake)
        .where(and(isOfProject, inArray(issueIntake.state, ['claimed', 'started']), isNotNull(issueIntake.sessionId)))
        .prepare(),
    ),
    insert: write(
      'issueIntakes.insert',
      query
        .insert(issueIntake)
        .values({ projectId, issueKey, createdAt, ...changeable })
        .prepare(),
    ),
    update: write('issueIntakes.update', query.update(issueIntake).set(changeable).where(isIssue).prepare()),
  };
}

/** Makes the store of issues taken in, on a connection. */
export function createSqliteIssueIntakeStore(connection: Connection, projects: Pick<ProjectStore, 'hasId'>): IssueIntakeStore {
  const { transaction } = connection;
  const statements = prepareStatements(connection);
  return {
    get: (projectId, issueKey) => statements.get.get({ projectId, issueKey }) ?? null,
    put: (entry) =>
      transaction(() => {
        const { projectId, issueKey } = entry;
        if (!projects.hasId(projectId)) throw new AoError('PROJECT_NOT_FOUND', { details: { projectId } });
        const isKnown = statements.get.get({ projectId, issueKey }) !== undefined;
        (isKnown ? statements.update : statements.insert).run({ ...entry });
      }),
    list: (projectId, limit) => statements.list.all({ projectId, limit }),
    sessions: (projectId) => statements.sessions.all({ projectId }).flatMap(({ sessionId }) => sessionId ?? []),
  };
}

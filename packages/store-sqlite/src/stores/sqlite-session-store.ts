import { AoError, type ProjectId, type SessionId, type SessionRecord, sessionIdOf } from '@ao/domain';
import type { ProjectStore, SessionFilter, SessionStore } from '@ao/ports';
import { and, asc, eq, getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { Connection } from '../database/connection.ts';
import { sessionNumbers } from '../schema/project-tables.ts';
import { SESSION_FACT_COLUMNS, sessions } from '../schema/session-table.ts';
import { placeholdersFor } from './placeholders.ts';
import { factColumnsOf, sessionRecordOf } from './session-row.ts';

const { lastMessageSequence: _counter, ...recordColumns } = getTableColumns(sessions);

function prepareStatements({ query, readColumns, read, write }: Connection) {
  const { lastMessageSequence: _unset, ...all } = placeholdersFor(sessions);
  const facts = Object.fromEntries(SESSION_FACT_COLUMNS.map((name) => [name, all[name]]));
  const idIs = eq(sessions.id, sql.placeholder('id'));
  const { updatedAt, displayName } = all;
  const ofProject = eq(sessions.projectId, sql.placeholder('projectId'));
  const inPhases = sql`${sessions.phase} IN (SELECT value FROM json_each(${sql.placeholder('phases')}))`;
  const endedFor = eq(sessions.endReason, sql.placeholder('endReason'));
  // As the index that keeps it to one is written, so that it is used.
  const isOpenOrchestrator = sql`${sessions.kind} = 'orchestrator' AND ${sessions.phase} <> 'ended'`;
  const select = (where: SQL | undefined) =>
    query.select(recordColumns).from(sessions).where(where).orderBy(asc(sessions.projectId), asc(sessions.number));
  return {
    get: readColumns('sessions.get', recordColumns, select(idIs)),
    list: readColumns('sessions.list', recordColumns, select(undefined)),
    listOfProject: readColumns('sessions.listOfProject', recordColumns, select(ofProject)),
    listInPhases: readColumns('sessions.listInPhases', recordColumns, select(inPhases)),
    listOfProjectInPhases: readColumns('sessions.listOfProjectInPhases', recordColumns, select(and(ofProject, inPhases))),
    listEnded: readColumns('sessions.listEnded', recordColumns, select(endedFor)),
    insert: write('sessions.insert', query.insert(sessions).values(all).prepare()),
    updateFacts: write(
      'sessions.updateFacts',
      query
        .update(sessions)
        .set({ ...facts, updatedAt })
        .where(idIs)
        .prepare(),
    ),
    rename: write('sessions.rename', query.update(sessions).set({ displayName, updatedAt }).where(idIs).prepare()),
    openOrchestrator: read(
      'sessions.openOrchestrator',
      query.select({ id: sessions.id }).from(sessions).where(and(ofProject, isOpenOrchestrator)).prepare(),
    ),
    lastNumber: read(
      'sessionNumbers.get',
      query
        .select()
        .from(sessionNumbers)
        .where(eq(sessionNumbers.projectId, sql.placeholder('projectId')))
        .prepare(),
    ),
    setLastNumber: write(
      'sessionNumbers.set',
      query
        .insert(sessionNumbers)
        .values(placeholdersFor(sessionNumbers))
        .onConflictDoUpdate({ target: sessionNumbers.projectId, set: { lastNumber: sql`excluded.last_number` } })
        .prepare(),
    ),
  };
}

/** Makes the session store of a connection. */
export function createSqliteSessionStore(connection: Connection, projects: ProjectStore): SessionStore {
  const { clock, transaction } = connection;
  const statements = prepareStatements(connection);
  // A transaction that is undone takes back the stored number, but somebody may have seen it already.
  const seenNumbers = new Map<ProjectId, number>();

  const nextNumber = (projectId: ProjectId) => {
    const stored = statements.lastNumber.get({ projectId })?.lastNumber ?? 0;
    const number = Math.max(stored, seenNumbers.get(projectId) ?? 0) + 1;
    statements.setLastNumber.run({ projectId, lastNumber: number });
    seenNumbers.set(projectId, number);
    return number;
  };
  const get = (id: SessionId) => {
    const row = statements.get.get({ id });
    return row === undefined ? null : sessionRecordOf(row);
  };
  const refuseSecondOrchestrator = ({ id, projectId, kind, phase }: SessionRecord) => {
    if (kind !== 'orchestrator' || phase === 'ended') return;
    const open = statements.openOrchestrator.get({ projectId });
    if (open !== undefined && open.id !== id) throw new AoError('ORCHESTRATOR_EXISTS', { details: { projectId, sessionId: open.id } });
  };
  const rowsOf = ({ projectId, phases, endReason }: SessionFilter) => {
    if (endReason !== undefined) {
      const ended = statements.listEnded.all({ endReason });
      return ended.filter((row) => (projectId ?? row.projectId) === row.projectId && (phases?.includes(row.phase) ?? true));
    }
    if (phases === undefined) return projectId === undefined ? statements.list.all() : statements.listOfProject.all({ projectId });
    const values = { projectId, phases: JSON.stringify(phases) };
    return projectId === undefined ? statements.listInPhases.all(values) : statements.listOfProjectInPhases.all(values);
  };

  return {
    get,
    create: (projectId, fill) =>
      transaction(() => {
        if (!projects.hasId(projectId)) throw new AoError('PROJECT_NOT_FOUND', { details: { projectId } });
        const number = nextNumber(projectId);
        const id = sessionIdOf(projectId, number);
        const record: SessionRecord = { ...fill(id, number), id, number, projectId, updatedAt: clock.now() };
        refuseSecondOrchestrator(record);
        const { workspace: _workspace, launch: _launch, activity: _activity, exit: _exit, end: _end, ...flat } = record;
        statements.insert.run({ ...flat, ...factColumnsOf(record) });
        return get(id) ?? record;
      }),
    list: (filter = {}) => rowsOf(filter).map(sessionRecordOf),
    updateFacts: (id, change) =>
      transaction(() => {
        const before = get(id);
        if (before === null) return null;
        const facts = change(before);
        if (facts === before) return before;
        refuseSecondOrchestrator({ ...before, ...facts });
        statements.updateFacts.run({ id, ...factColumnsOf(facts), updatedAt: clock.now() });
        return get(id);
      }),
    rename: (id, displayName) =>
      transaction(() => {
        const before = get(id);
        if (before === null || before.displayName === displayName) return before;
        statements.rename.run({ id, displayName, updatedAt: clock.now() });
        return get(id);
      }),
  };
}

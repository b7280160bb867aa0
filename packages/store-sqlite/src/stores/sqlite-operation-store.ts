import { AoError, type OperationId, type OperationRecord, type OperationStep } from '@ao/domain';
import type { OperationStore, SessionStore } from '@ao/ports';
import { and, asc, desc, eq, lt, sql } from 'drizzle-orm';
import type { Connection } from '../database/connection.ts';
import { operationSteps, operations } from '../schema/operation-tables.ts';
import { placeholdersFor } from './placeholders.ts';

type OperationRow = typeof operations.$inferSelect;

function prepareStatements({ query, read, write }: Connection) {
  const { position: _position, ...inserted } = placeholdersFor(operations);
  const step = placeholdersFor(operationSteps);
  const { state, errorCode, errorMessage, finishedAt, changedAt } = inserted;
  const select = () => query.select().from(operations);
  const idIs = eq(operations.id, sql.placeholder('id'));
  const ofSession = eq(operations.sessionId, sql.placeholder('sessionId'));
  const isOpen = eq(operations.state, 'open');
  const result = { state, errorCode, errorMessage, finishedAt, changedAt };
  return {
    get: read('operations.get', select().where(idIs).prepare()),
    openOfSession: read('operations.openOfSession', select().where(and(ofSession, isOpen)).prepare()),
    findByIdempotencyKey: read(
      'operations.findByIdempotencyKey',
      select()
        .where(eq(operations.idempotencyKey, sql.placeholder('key')))
        .orderBy(desc(operations.position))
        .limit(1)
        .prepare(),
    ),
    listOpen: read('operations.listOpen', select().where(isOpen).orderBy(asc(operations.position)).prepare()),
    listOpenSessions: read(
      'operations.listOpenSessions',
      query.select({ sessionId: operations.sessionId }).from(operations).where(isOpen).orderBy(asc(operations.position)).prepare(),
    ),
    listForSession: read(
      'operations.listForSession',
      select().where(ofSession).orderBy(desc(operations.position)).limit(sql.placeholder('limit')).prepare(),
    ),
    insert: write('operations.insert', query.insert(operations).values(inserted).prepare()),
    finish: write('operations.finish', query.update(operations).set(result).where(idIs).prepare()),
    touch: write('operations.touch', query.update(operations).set({ changedAt }).where(idIs).prepare()),
    prune: write(
      'operations.prune',
      query
        .delete(operations)
        .where(lt(operations.finishedAt, sql.placeholder('before')))
        .prepare(),
    ),
    steps: read(
      'operationSteps.list',
      query
        .select()
        .from(operationSteps)
        .where(eq(operationSteps.operationId, sql.placeholder('operationId')))
        .orderBy(asc(operationSteps.position))
        .prepare(),
    ),
    putStep: write(
      'operationSteps.put',
      query
        .insert(operationSteps)
        .values(step)
        .onConflictDoUpdate({
          target: [operationSteps.operationId, operationSteps.name],
          set: { state: step.state, startedAt: step.startedAt, finishedAt: step.finishedAt, created: step.created },
        })
        .prepare(),
    ),
  };
}

/** Makes the operation store of a connection. */
export function createSqliteOperationStore(connection: Connection, sessions: SessionStore): OperationStore {
  const { clock, transaction } = connection;
  const statements = prepareStatements(connection);

  const stepsOf = (operationId: OperationId): readonly OperationStep[] =>
    statements.steps.all({ operationId }).map(({ operationId: _operationId, position: _position, ...step }) => step);
  const recordOf = (row: OperationRow): OperationRecord => {
    const { position: _position, idempotencyKey: _key, changedAt: _changedAt, errorCode, errorMessage, ...operation } = row;
    const error = errorCode === null ? null : { code: errorCode, message: errorMessage ?? '' };
    return { ...operation, steps: stepsOf(row.id), error };
  };
  const get = (id: OperationId) => {
    const row = statements.get.get({ id });
    return row === undefined ? null : recordOf(row);
  };
  const known = (id: OperationId) => {
    const operation = get(id);
    if (operation === null) throw new AoError('INTERNAL', { message: `There is no operation ${id}.`, details: { operationId: id } });
    return operation;
  };

  return {
    get,
    begin: (operation) =>
      transaction(() => {
        const { sessionId } = operation;
        if (sessions.get(sessionId) === null) throw new AoError('SESSION_NOT_FOUND', { details: { sessionId } });
        const open = statements.openOfSession.get({ sessionId });
        if (open !== undefined) {
          throw new AoError('SESSION_BUSY', { details: { sessionId, operationId: open.id, operationKind: open.kind } });
        }
        const unset = { errorCode: null, errorMessage: null, finishedAt: null };
        const { idempotencyKey = null } = operation.request;
        statements.insert.run({ ...operation, ...unset, idempotencyKey, state: 'open', changedAt: clock.now() });
        return known(operation.id);
      }),
    recordStep: (id, step) =>
      transaction(() => {
        const { state, steps } = known(id);
        if (state !== 'open') throw new AoError('INTERNAL', { message: `The operation ${id} is finished and takes no step.` });
        // The place of a step that exists already is not written again.
        statements.putStep.run({ operationId: id, position: steps.length, ...step });
        statements.touch.run({ id, changedAt: clock.now() });
        return known(id);
      }),
    finish: (id, { state, error, at }) =>
      transaction(() => {
        if (known(id).state !== 'open') return known(id);
        const errorColumns = { errorCode: error?.code ?? null, errorMessage: error?.message ?? null };
        statements.finish.run({ id, state, ...errorColumns, finishedAt: at, changedAt: clock.now() });
        return known(id);
      }),
    findByIdempotencyKey: (key) => {
      const row = statements.findByIdempotencyKey.get({ key });
      return row === undefined ? null : recordOf(row);
    },
    listOpen: () => statements.listOpen.all().map(recordOf),
    listOpenSessions: () => statements.listOpenSessions.all().map(({ sessionId }) => sessionId),
    listForSession: (sessionId, limit) => statements.listForSession.all({ sessionId, limit }).map(recordOf),
    prune: (before) => transaction(() => statements.prune.run({ before })),
  };
}

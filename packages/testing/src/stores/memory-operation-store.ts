import { AoError, type OperationId, type OperationRecord, type SessionId, type SessionRecord } from '@ao/domain';
import type { OperationStore } from '@ao/ports';
import type { MemoryChangeLog } from './memory-change-log.ts';
import type { MemoryTable, MemoryTransactions } from './memory-transactions.ts';

/** What the operation store needs. */
export interface MemoryOperationStoreOptions {
  readonly sessions: MemoryTable<SessionId, SessionRecord>;
  readonly table: MemoryTable<OperationId, OperationRecord>;
  readonly transactions: MemoryTransactions;
  readonly changes: MemoryChangeLog;
}

/** Makes the operation store over a table. */
export function createMemoryOperationStore(options: MemoryOperationStoreOptions): OperationStore {
  const { sessions, table, transactions, changes } = options;

  const write = (type: 'operation.started' | 'operation.updated', operation: OperationRecord) => {
    const copy = JSON.parse(JSON.stringify(operation)) as OperationRecord;
    table.set(operation.id, copy);
    const { id, kind, state, sessionId } = operation;
    const step = operation.steps.at(-1)?.name ?? null;
    const payload = { id, kind, state, step, errorCode: operation.error?.code ?? null };
    changes.append({ type, projectId: sessions.get(sessionId)?.projectId ?? null, sessionId, payload });
    return copy;
  };
  const known = (id: OperationId) => {
    const operation = table.get(id);
    if (operation === undefined) throw new AoError('INTERNAL', { message: `There is no operation ${id}.`, details: { operationId: id } });
    return operation;
  };

  return {
    begin: (operation) =>
      transactions.run(() => {
        const { sessionId } = operation;
        if (sessions.get(sessionId) === undefined) throw new AoError('SESSION_NOT_FOUND', { details: { sessionId } });
        const open = table.rows().find((other) => other.sessionId === sessionId && other.state === 'open');
        if (open !== undefined) {
          throw new AoError('SESSION_BUSY', { details: { sessionId, operationId: open.id, operationKind: open.kind } });
        }
        return write('operation.started', { ...operation, state: 'open', steps: [], error: null, finishedAt: null });
      }),
    recordStep: (id, step) =>
      transactions.run(() => {
        const operation = known(id);
        if (operation.state !== 'open') throw new AoError('INTERNAL', { message: `The operation ${id} is finished and takes no step.` });
        const index = operation.steps.findIndex((other) => other.name === step.name);
        const steps = index === -1 ? [...operation.steps, step] : operation.steps.with(index, step);
        return write('operation.updated', { ...operation, steps });
      }),
    finish: (id, result) =>
      transactions.run(() => {
        const operation = known(id);
        if (operation.state !== 'open') return operation;
        return write('operation.updated', { ...operation, state: result.state, error: result.error, finishedAt: result.at });
      }),
    get: (id) => table.get(id) ?? null,
    findByIdempotencyKey: (key) => table.rows().findLast((operation) => operation.request['idempotencyKey'] === key) ?? null,
    listOpen: () => table.rows().filter((operation) => operation.state === 'open'),
    listOpenSessions: () => table.rows().flatMap(({ state, sessionId }) => (state === 'open' ? [sessionId] : [])),
    listForSession: (sessionId, limit) =>
      table
        .rows()
        .filter((operation) => operation.sessionId === sessionId)
        .reverse()
        .slice(0, limit),
    prune: (finishedBefore) =>
      transactions.run(() => {
        const old = table.rows().filter((operation) => operation.finishedAt !== null && operation.finishedAt < finishedBefore);
        for (const operation of old) table.delete(operation.id);
        return old.length;
      }),
  };
}

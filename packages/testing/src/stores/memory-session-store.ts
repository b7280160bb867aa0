import { AoError, type ProjectId, type ProjectRecord, type SessionId, sessionIdOf, type SessionRecord } from '@ao/domain';
import type { Clock, SessionStore } from '@ao/ports';
import type { MemoryChangeLog } from './memory-change-log.ts';
import type { MemoryTable, MemoryTransactions } from './memory-transactions.ts';

/** What the session store needs. */
export interface MemorySessionStoreOptions {
  readonly clock: Clock;
  readonly projects: MemoryTable<ProjectId, ProjectRecord>;
  readonly table: MemoryTable<SessionId, SessionRecord>;
  readonly transactions: MemoryTransactions;
  readonly changes: MemoryChangeLog;
}

/** Everything of a session that is worth an event: all facts but the stamps that only say "still alive". */
function visible(session: SessionRecord): string {
  const { updatedAt: _updatedAt, activity, launch, ...facts } = session;
  const { evidenceAt: _evidenceAt, source: _source, ...activityFacts } = activity;
  if (launch === null) return JSON.stringify([facts, activityFacts]);
  const { lastSignalAt: _lastSignalAt, lastOutputAt: _lastOutputAt, ...launchFacts } = launch;
  return JSON.stringify([facts, activityFacts, launchFacts]);
}

/** As a database does whose columns are declared: times and counts are whole numbers. */
function assertWholeNumbers(value: unknown): void {
  if (typeof value === 'number' && !Number.isInteger(value)) throw new AoError('INTERNAL', { message: `${value} is no whole number.` });
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(assertWholeNumbers);
}

function payloadOf(session: SessionRecord): Record<string, unknown> {
  return {
    id: session.id,
    kind: session.kind,
    spawnedBy: session.spawnedBy,
    agent: session.agent,
    displayName: session.displayName,
    phase: session.phase,
    activity: session.activity.state,
    openRequests: session.requests.length,
    launchState: session.launch?.state ?? null,
    workspace: session.workspace.state,
    branch: session.workspace.branch,
    endReason: session.end?.reason ?? null,
  };
}

/** Makes the session store over a table. */
export function createMemorySessionStore(options: MemorySessionStoreOptions): SessionStore {
  const { clock, projects, table, transactions, changes } = options;
  // Outside the transactions on purpose: a number that was seen once is never given again.
  const lastNumbers = new Map<ProjectId, number>();

  const write = (type: 'session.created' | 'session.updated', session: SessionRecord) => {
    assertWholeNumbers(session);
    const isOpenOrchestrator = ({ kind, phase }: SessionRecord) => kind === 'orchestrator' && phase !== 'ended';
    const other = table.rows().find((each) => each.projectId === session.projectId && each.id !== session.id && isOpenOrchestrator(each));
    if (isOpenOrchestrator(session) && other !== undefined) {
      throw new AoError('ORCHESTRATOR_EXISTS', { details: { projectId: session.projectId, sessionId: other.id } });
    }
    const before = table.get(session.id);
    table.set(session.id, session);
    if (before === undefined || visible(before) !== visible(session)) {
      changes.append({ type, projectId: session.projectId, sessionId: session.id, payload: payloadOf(session) });
    }
    return session;
  };

  return {
    create: (projectId, fill) =>
      transactions.run(() => {
        if (projects.get(projectId) === undefined) throw new AoError('PROJECT_NOT_FOUND', { details: { projectId } });
        const number = (lastNumbers.get(projectId) ?? 0) + 1;
        lastNumbers.set(projectId, number);
        const id = sessionIdOf(projectId, number);
        return write('session.created', { ...structuredClone(fill(id, number)), id, number, projectId, updatedAt: clock.now() });
      }),
    get: (id) => table.get(id) ?? null,
    list: (filter = {}) =>
      table
        .rows()
        .filter((session) => filter.projectId === undefined || session.projectId === filter.projectId)
        .filter((session) => filter.phases === undefined || filter.phases.includes(session.phase))
        .filter((session) => filter.endReason === undefined || session.end?.reason === filter.endReason)
        .sort((a, b) => (a.projectId === b.projectId ? a.number - b.number : a.projectId < b.projectId ? -1 : 1)),
    updateFacts: (id, change) =>
      transactions.run(() => {
        const before = table.get(id);
        if (before === undefined) return null;
        const facts = change(before);
        if (facts === before) return before;
        const { phase, phaseDeadlineAt, workspace, launch, activity, requests, exit, end, agentSessionId } = facts;
        const changed = { phase, phaseDeadlineAt, workspace, launch, activity, requests, exit, end, agentSessionId };
        return write('session.updated', { ...before, ...structuredClone(changed), updatedAt: clock.now() });
      }),
    rename: (id, displayName) =>
      transactions.run(() => {
        const before = table.get(id);
        if (before === undefined || before.displayName === displayName) return before ?? null;
        return write('session.updated', { ...before, displayName, updatedAt: clock.now() });
      }),
  };
}

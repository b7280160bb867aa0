import { AoError, type ProjectId, type ProjectRecord } from '@ao/domain';
import type { IntakeEntry, IssueIntakeStore } from '@ao/ports';
import type { MemoryTable, MemoryTransactions } from './memory-transactions.ts';

/** Makes the store of issues taken in, over a table. */
export function createMemoryIssueIntakeStore(options: {
  readonly projects: MemoryTable<ProjectId, ProjectRecord>;
  readonly table: MemoryTable<string, IntakeEntry>;
  readonly transactions: MemoryTransactions;
}): IssueIntakeStore {
  const { projects, table, transactions } = options;
  const rowOf = (projectId: ProjectId, issueKey: string) => `${projectId} ${issueKey}`;
  const ofProject = (projectId: ProjectId) => table.rows().filter((entry) => entry.projectId === projectId);
  return {
    get: (projectId, issueKey) => table.get(rowOf(projectId, issueKey)) ?? null,
    put: (entry) =>
      transactions.run(() => {
        const { projectId, issueKey } = entry;
        if (projects.get(projectId) === undefined) throw new AoError('PROJECT_NOT_FOUND', { details: { projectId } });
        const row = rowOf(projectId, issueKey);
        table.set(row, { ...structuredClone(entry), createdAt: table.get(row)?.createdAt ?? entry.createdAt });
      }),
    list: (projectId, limit) =>
      ofProject(projectId)
        .toReversed()
        .sort((one, other) => other.createdAt - one.createdAt)
        .slice(0, limit),
    sessions: (projectId) =>
      ofProject(projectId).flatMap(({ state, sessionId }) =>
        (state === 'claimed' || state === 'started') && sessionId !== null ? [sessionId] : [],
      ),
  };
}

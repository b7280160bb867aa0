import { AoError, type PullRequestFacts, type SessionId, type SessionRecord } from '@ao/domain';
import type { PullRequestStore } from '@ao/ports';
import type { MemoryChangeLog } from './memory-change-log.ts';
import type { MemoryTable, MemoryTransactions } from './memory-transactions.ts';

/** What the pull request store needs. */
export interface MemoryPullRequestStoreOptions {
  readonly sessions: MemoryTable<SessionId, SessionRecord>;
  readonly table: MemoryTable<string, PullRequestFacts>;
  readonly transactions: MemoryTransactions;
  readonly changes: MemoryChangeLog;
}

function visible(facts: PullRequestFacts): string {
  const { url, number, title, state, ci, review, mergeability, unresolvedThreads, sourceBranch, targetBranch, headCommit } = facts;
  return JSON.stringify([url, number, title, state, ci, review, mergeability, unresolvedThreads, sourceBranch, targetBranch, headCommit]);
}

/** Makes the pull request store over a table. */
export function createMemoryPullRequestStore(options: MemoryPullRequestStoreOptions): PullRequestStore {
  const { sessions, table, transactions, changes } = options;
  return {
    upsert: (facts) =>
      transactions.run(() => {
        const known = table.get(facts.id);
        const stored = { ...facts, sessionId: known?.sessionId ?? facts.sessionId };
        const session = sessions.get(stored.sessionId);
        if (session === undefined) throw new AoError('SESSION_NOT_FOUND', { details: { sessionId: stored.sessionId } });
        table.set(facts.id, stored);
        if (known === undefined || visible(known) !== visible(stored)) {
          const { id, url, number, state, ci, review, mergeability } = stored;
          changes.append({
            type: known === undefined ? 'pull_request.created' : 'pull_request.updated',
            projectId: session.projectId,
            sessionId: session.id,
            payload: { id, url, number, state, ci, review, mergeability },
          });
        }
        return stored;
      }),
    forSessions: (ids) => {
      const found = new Map<SessionId, PullRequestFacts[]>();
      const newestFirst = table.rows().sort((a, b) => b.updatedAt - a.updatedAt || (a.id < b.id ? -1 : 1));
      for (const facts of newestFirst) {
        if (!ids.includes(facts.sessionId)) continue;
        found.set(facts.sessionId, [...(found.get(facts.sessionId) ?? []), facts]);
      }
      return found;
    },
  };
}

import { AoError, type SessionId, type SessionRecord } from '@ao/domain';
import type { JsonObject, PullRequestStore, ReactionStore } from '@ao/ports';
import { createMemoryTable, type MemoryTable, type MemoryTransactions } from './memory-transactions.ts';

/** What the reaction store needs. */
export interface MemoryReactionStoreOptions {
  readonly sessions: MemoryTable<SessionId, SessionRecord>;
  readonly pullRequests: PullRequestStore;
  readonly transactions: MemoryTransactions;
}

/** Makes the reaction store. */
export function createMemoryReactionStore({ sessions, pullRequests, transactions }: MemoryReactionStoreOptions): ReactionStore {
  const ledgers = createMemoryTable<string, JsonObject>(transactions);
  const choices = createMemoryTable<SessionId, JsonObject>(transactions);
  const requireSession = (sessionId: SessionId) => {
    if (sessions.get(sessionId) === undefined) throw new AoError('SESSION_NOT_FOUND', { details: { sessionId } });
  };
  const copy = (value: JsonObject) => JSON.parse(JSON.stringify(value)) as JsonObject;

  return {
    // A ledger goes with its pull request.
    ledger: (sessionId, pullRequestId) =>
      pullRequests.get(pullRequestId) === null ? null : (ledgers.get(`${sessionId} ${pullRequestId}`) ?? null),
    putLedger: (sessionId, pullRequestId, ledger) =>
      transactions.run(() => {
        requireSession(sessionId);
        if (pullRequests.get(pullRequestId) === null) throw new AoError('PULL_REQUEST_NOT_FOUND', { details: { pullRequestId } });
        ledgers.set(`${sessionId} ${pullRequestId}`, copy(ledger));
      }),
    choices: (sessionId) => choices.get(sessionId) ?? null,
    putChoices: (sessionId, chosen) =>
      transactions.run(() => {
        requireSession(sessionId);
        if (chosen === null) choices.delete(sessionId);
        else choices.set(sessionId, copy(chosen));
      }),
  };
}

import { AoError, type SessionId, type SessionRecord } from '@ao/domain';
import type { JsonObject, ReactionStore } from '@ao/ports';
import type { MemoryPullRequest } from './memory-pull-request-store.ts';
import { createMemoryTable, type MemoryTable, type MemoryTransactions } from './memory-transactions.ts';

/** The ledgers of one pull request, by session. */
export type MemoryLedgers = Readonly<Record<string, JsonObject>>;

/** What the reaction store needs. */
export interface MemoryReactionStoreOptions {
  readonly sessions: MemoryTable<SessionId, SessionRecord>;
  readonly pullRequests: MemoryTable<string, MemoryPullRequest>;
  readonly ledgers: MemoryTable<string, MemoryLedgers>;
  readonly transactions: MemoryTransactions;
}

/** Makes the reaction store. */
export function createMemoryReactionStore(options: MemoryReactionStoreOptions): ReactionStore {
  const { sessions, pullRequests, ledgers, transactions } = options;
  const choices = createMemoryTable<SessionId, JsonObject>(transactions);
  const requireSession = (sessionId: SessionId) => {
    if (sessions.get(sessionId) === undefined) throw new AoError('SESSION_NOT_FOUND', { details: { sessionId } });
  };
  const copy = (value: JsonObject) => JSON.parse(JSON.stringify(value)) as JsonObject;

  return {
    ledger: (sessionId, pullRequestId) => ledgers.get(pullRequestId)?.[sessionId] ?? null,
    putLedger: (sessionId, pullRequestId, ledger) =>
      transactions.run(() => {
        requireSession(sessionId);
        if (pullRequests.get(pullRequestId) === undefined) throw new AoError('PULL_REQUEST_NOT_FOUND', { details: { pullRequestId } });
        ledgers.set(pullRequestId, { ...ledgers.get(pullRequestId), [sessionId]: copy(ledger) });
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

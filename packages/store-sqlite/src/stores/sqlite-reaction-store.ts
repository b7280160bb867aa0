import { AoError, type SessionId } from '@ao/domain';
import type { JsonObject, PullRequestStore, ReactionStore, SessionStore } from '@ao/ports';
import { and, eq } from 'drizzle-orm';
import type { Connection } from '../database/connection.ts';
import { asJsonObject } from '../schema/columns.ts';
import { reactionLedgers, sessionReactionChoices } from '../schema/reaction-tables.ts';
import { placeholdersFor } from './placeholders.ts';

function prepareStatements({ query, read, write }: Connection) {
  const all = placeholdersFor(reactionLedgers);
  const { pullRequestId, sessionId, ledger, changedAt } = all;
  const isLedger = and(eq(reactionLedgers.pullRequestId, pullRequestId), eq(reactionLedgers.sessionId, sessionId));
  const choices = placeholdersFor(sessionReactionChoices);
  const isChooser = eq(sessionReactionChoices.sessionId, choices.sessionId);
  const changes = { choices: choices.choices, changedAt: choices.changedAt };
  return {
    ledger: read('reactionLedgers.get', query.select().from(reactionLedgers).where(isLedger).prepare()),
    putLedger: write(
      'reactionLedgers.put',
      query
        .insert(reactionLedgers)
        .values(all)
        .onConflictDoUpdate({ target: [reactionLedgers.pullRequestId, reactionLedgers.sessionId], set: { ledger, changedAt } })
        .prepare(),
    ),
    choices: read('reactionChoices.get', query.select().from(sessionReactionChoices).where(isChooser).prepare()),
    putChoices: write(
      'reactionChoices.put',
      query
        .insert(sessionReactionChoices)
        .values(choices)
        .onConflictDoUpdate({ target: sessionReactionChoices.sessionId, set: changes })
        .prepare(),
    ),
    removeChoices: write('reactionChoices.remove', query.delete(sessionReactionChoices).where(isChooser).prepare()),
  };
}

/** What the reaction store looks things up in. */
export interface ReactionStoreNeighbours {
  readonly sessions: SessionStore;
  readonly pullRequests: PullRequestStore;
}

/** Makes the reaction store of a connection. */
export function createSqliteReactionStore(connection: Connection, { sessions, pullRequests }: ReactionStoreNeighbours): ReactionStore {
  const { transaction } = connection;
  const statements = prepareStatements(connection);
  const requireSession = (sessionId: SessionId) => {
    if (sessions.get(sessionId) === null) throw new AoError('SESSION_NOT_FOUND', { details: { sessionId } });
  };

  return {
    ledger: (sessionId, pullRequestId) => parseObject(statements.ledger.get({ sessionId, pullRequestId })?.ledger),
    putLedger: (sessionId, pullRequestId, ledger, changedAt) =>
      transaction(() => {
        const text = JSON.stringify(ledger);
        const known = statements.ledger.get({ sessionId, pullRequestId });
        if (known?.ledger === text) return;
        if (known === undefined) {
          requireSession(sessionId);
          if (pullRequests.get(pullRequestId) === null) throw new AoError('PULL_REQUEST_NOT_FOUND', { details: { pullRequestId } });
        }
        statements.putLedger.run({ sessionId, pullRequestId, ledger: text, changedAt });
      }),
    choices: (sessionId) => parseObject(statements.choices.get({ sessionId })?.choices),
    putChoices: (sessionId, choices, changedAt) =>
      transaction(() => {
        requireSession(sessionId);
        if (choices === null) statements.removeChoices.run({ sessionId });
        else statements.putChoices.run({ sessionId, choices: JSON.stringify(choices), changedAt });
      }),
  };
}

/** What cannot be read is nothing: it is remembered anew, and must stop nobody. */
function parseObject(text: string | undefined): JsonObject | null {
  if (text === undefined) return null;
  try {
    const value: unknown = JSON.parse(text);
    return asJsonObject(value);
  } catch {
    return null;
  }
}

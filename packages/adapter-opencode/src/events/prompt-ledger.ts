import type { OpencodeMessage, OpencodePart } from '../server/server-documents.ts';

/** A prompt the agent has taken. */
export interface TakenPrompt {
  readonly sessionId: string;
  readonly text: string;
  readonly at: number;
}

/** Puts messages of the person and their words together: the server tells of the message first, then of its parts, and of both again later. */
export interface PromptLedger {
  /** A message of the person. One that was told is not told again, and neither is one much older than the newest. */
  announce(message: OpencodeMessage, createdAt: number): void;
  /** The words of an announced message, once; null for anything else. */
  wordsOf(part: OpencodePart): TakenPrompt | null;
}

/** So many messages wait for their words; one that has none (pictures only) waits for ever. */
const WAITING_MAX = 100;
const REMEMBERED_MAX = 1_000;
/** Messages made at the same time may be told of in another order. */
const OUT_OF_ORDER_MS = 60_000;

/** Makes a ledger. */
export function createPromptLedger(): PromptLedger {
  const waiting = new Map<string, { readonly sessionId: string; readonly at: number }>();
  const told = new Set<string>();
  let newestAt = Number.NEGATIVE_INFINITY;

  return {
    announce({ id, sessionID }, createdAt) {
      if (createdAt < newestAt - OUT_OF_ORDER_MS || told.has(id) || waiting.has(id)) return;
      newestAt = Math.max(newestAt, createdAt);
      waiting.set(id, { sessionId: sessionID, at: createdAt });
      dropOldest(waiting, WAITING_MAX);
    },
    wordsOf({ messageID, type, text, synthetic, ignored }) {
      const message = waiting.get(messageID);
      if (message === undefined || type !== 'text' || text === undefined || text === '' || synthetic === true || ignored === true)
        return null;
      waiting.delete(messageID);
      told.add(messageID);
      dropOldest(told, REMEMBERED_MAX);
      return { ...message, text };
    },
  };
}

function dropOldest(entries: Map<string, unknown> | Set<string>, most: number): void {
  const [oldest] = entries.keys();
  if (entries.size > most && oldest !== undefined) entries.delete(oldest);
}

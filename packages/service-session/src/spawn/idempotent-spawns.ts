import { AoError, isErrorCode, type OperationRecord, type SessionId } from '@ao/domain';
import type { Stores } from '@ao/ports';
import type { SpawnCommand } from '@ao/session-manager';
import type { SessionChanges } from '../status/session-changes.ts';

/** A spawn as it is answered: to the first who asked, and to everyone who asks again with the same key. */
export interface SpawnAnswer {
  readonly sessionId: SessionId;
  readonly notices: readonly string[];
}

/** Starts sessions at most once for each idempotency key. */
export interface IdempotentSpawns {
  /** Throws `IDEMPOTENCY_KEY_REUSED` when the key was used for another request. A spawn that failed may be tried again with its key. */
  once(command: SpawnCommand, spawn: () => Promise<SpawnAnswer>): Promise<SpawnAnswer>;
}

/** Makes the memory of keys: of this process, and behind it the journal. */
export function createIdempotentSpawns(options: {
  readonly stores: Pick<Stores, 'operations' | 'sessions'>;
  readonly changes: SessionChanges;
}): IdempotentSpawns {
  const { stores, changes } = options;
  const underWay = new Map<string, { readonly fingerprint: string; readonly answer: Promise<SpawnAnswer> }>();

  async function answerAgain(earlier: OperationRecord, spawn: () => Promise<SpawnAnswer>): Promise<SpawnAnswer> {
    if (isQueued(earlier)) return { sessionId: earlier.sessionId, notices: [] };
    const settled = earlier.state === 'open' ? await whenSettled(earlier) : earlier;
    if (settled.state === 'done') return { sessionId: settled.sessionId, notices: [] };
    // Its failure left nothing behind. One that was cut off by the end of the daemon is told once, as it would have been.
    if (earlier.state === 'open' && settled.error !== null) throw storedError(settled.error);
    return spawn();
  }

  /** What waits in the queue was answered at once, and may wait for long. */
  const isQueued = ({ state, sessionId }: OperationRecord) => state === 'open' && stores.sessions.get(sessionId)?.phase === 'queued';

  /** Reconciliation, or the process that began it, settles every operation in time. */
  function whenSettled(operation: OperationRecord): Promise<OperationRecord> {
    return new Promise((resolve) => {
      const following = changes.subscribe(look);
      function look(): void {
        const now = stores.operations.get(operation.id) ?? operation;
        if (now.state === 'open') return;
        following.close();
        resolve(now);
      }
      look();
    });
  }

  function startNow(key: string, fingerprint: string, spawn: () => Promise<SpawnAnswer>): Promise<SpawnAnswer> {
    const answer = spawn();
    underWay.set(key, { fingerprint, answer });
    const forget = () => void underWay.delete(key);
    answer.then(forget, forget);
    return answer;
  }

  return {
    once({ idempotency }, spawn) {
      if (idempotency === null) return spawn();
      const { key, fingerprint } = idempotency;
      const running = underWay.get(key);
      if (running !== undefined) {
        if (running.fingerprint !== fingerprint) throw reused(key);
        return running.answer;
      }
      const earlier = stores.operations.findByIdempotencyKey(key);
      if (earlier === null) return startNow(key, fingerprint, spawn);
      if (earlier.request['idempotencyFingerprint'] !== fingerprint) throw reused(key);
      return startNow(key, fingerprint, () => answerAgain(earlier, spawn));
    },
  };
}

function reused(key: string): AoError {
  return new AoError('IDEMPOTENCY_KEY_REUSED', { details: { idempotencyKey: key } });
}

function storedError(error: NonNullable<OperationRecord['error']>): AoError {
  return new AoError(isErrorCode(error.code) ? error.code : 'SPAWN_FAILED', { message: error.message });
}

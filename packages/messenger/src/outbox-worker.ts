import type { DurationMs, MessageId, MessageRecord, SessionId, SessionRecord } from '@ao/domain';
import { awaitConfirmation } from './confirmation/await-confirmation.ts';
import { type DeliveryContext, sessionNow } from './delivery-context.ts';
import { isBeingHandedOver, settleHandover } from './structured/hand-over.ts';
import { createDeliveryAttempt, type DeliveryAttempt } from './delivery-attempt.ts';
import type { Submission } from './typing/type-message.ts';

/** After a fault that nobody foresaw. */
const AFTER_FAULT_MS = 1_000;

/** Works off one session's outbox. */
export interface OutboxWorker {
  /** Something changed: look again. */
  wake(): void;
  /** True from the first byte of a message until it is submitted or handed over. */
  isTyping(): boolean;
  /** Resolves when the outbox is empty, or the messenger stops and nothing is being typed. Never rejects. */
  readonly done: Promise<void>;
}

/**
 * Starts to work off a session's outbox: one message at a time, in order, the next one only when the one before is confirmed or
 * given up. There is at most one worker per session, so that no two messages ever mix in a composer.
 *
 * @param onEnd - called once, when the worker is about to end and would not notice any further wake.
 */
export function startOutboxWorker(context: DeliveryContext, sessionId: SessionId, onEnd: () => void): OutboxWorker {
  const { clock, stores, logger } = context.options;
  let isWoken = false;
  let isTyping = false;
  let endPause: (() => void) | null = null;
  let attempt: { readonly messageId: MessageId; readonly delivery: DeliveryAttempt } | null = null;
  let submission: Submission | null = null;

  async function work(): Promise<void> {
    for (;;) {
      isWoken = false;
      const waitMs = await stepSafely();
      // Told in the same breath, so that no call to wake can reach a worker that has just ended.
      if (context.isStopping() || (waitMs === null && !isWoken)) return onEnd();
      if (waitMs !== null && waitMs > 0 && !isWoken) await pause(waitMs);
    }
  }

  async function stepSafely(): Promise<DurationMs | null> {
    try {
      return await step();
    } catch (thrown) {
      logger.error('The messages of a session could not be worked off; trying again', { sessionId, error: thrown });
      return AFTER_FAULT_MS;
    }
  }

  /** Does one thing. Answers how long to wait before the next, null when there is nothing left. */
  async function step(): Promise<DurationMs | null> {
    const open = stores.messages.listOpen(sessionId);
    const session = sessionNow(context, sessionId);
    if (session === null || open.length === 0) return null;
    // Nobody hands it over any more: the one who did was stopped.
    const halfway = open.find(isBeingHandedOver);
    if (halfway !== undefined) {
      settleHandover(context, session, halfway);
      return 0;
    }
    const unconfirmed = open.find(({ state }) => state !== 'queued');
    if (unconfirmed !== undefined) return confirm(session, unconfirmed);
    if (session.phase === 'ended') return failAll(open);
    // Whatever was sent while the session was starting comes after the prompt it was started with.
    const next = open.find(({ isFirstPrompt }) => isFirstPrompt) ?? open[0];
    return next === undefined || context.isStopping() ? null : deliver(session, next);
  }

  async function confirm(session: SessionRecord, message: MessageRecord): Promise<DurationMs> {
    const own = submission?.job.message.id === message.id ? submission : null;
    const awaited = await awaitConfirmation(context, session, message, own);
    submission = awaited.submission;
    return awaited.waitMs;
  }

  async function deliver(session: SessionRecord, message: MessageRecord): Promise<DurationMs> {
    if (attempt?.messageId !== message.id) attempt = { messageId: message.id, delivery: createDeliveryAttempt(context, message) };
    isTyping = true;
    try {
      const delivered = await attempt.delivery.next(session);
      if (delivered.type === 'wait') return delivered.waitMs;
      submission = delivered.submission;
      return 0;
    } finally {
      isTyping = false;
    }
  }

  function failAll(open: readonly MessageRecord[]): DurationMs {
    for (const { id } of open)
      context.progress.move(id, ['queued'], { state: 'failed', evidence: 'the session ended before it was delivered' });
    return 0;
  }

  function pause(waitMs: DurationMs): Promise<void> {
    return new Promise((resolve) => {
      const timer = clock.setTimer(waitMs, resolve);
      endPause = () => {
        timer.cancel();
        resolve();
      };
    });
  }

  return {
    wake() {
      isWoken = true;
      endPause?.();
    },
    isTyping: () => isTyping,
    done: work(),
  };
}

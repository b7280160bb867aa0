import type { Lifecycle } from '@ao/lifecycle';
import type { Clock, Logger, LongLived, Messenger, Stores, Timer } from '@ao/ports';
import { sendAnswer } from './answer-message.ts';

/** What looking after reports needs. */
export interface ReportAttendantOptions {
  readonly stores: Pick<Stores, 'sessions' | 'reports' | 'changeLog' | 'transaction'>;
  readonly lifecycle: Pick<Lifecycle, 'onReaction'>;
  readonly messenger: Pick<Messenger, 'send'>;
  readonly clock: Pick<Clock, 'now' | 'setTimer'>;
  readonly logger: Logger;
}

/** An `ao ask` that has its answer confirms it within moments; one that does not has gone away, and its agent is told by a message. */
const CONFIRMS_WITHIN_MS = 10_000;

/**
 * Looks after what agents said.
 *
 * - an answer that was given to a waiting `ao ask`, and not confirmed within ten seconds, is sent as a message: no answer is lost
 * - that an agent says it is done stands until it begins a new turn
 */
export function createReportAttendant(options: ReportAttendantOptions): LongLived {
  const { stores, lifecycle, messenger, clock, logger } = options;
  let timer: Timer | null = null;

  function deliver(): void {
    timer?.cancel();
    timer = null;
    const now = clock.now();
    for (const question of stores.reports.listUndelivered()) {
      const { id, sessionId, answer } = question;
      const phase = stores.sessions.get(sessionId)?.phase;
      if (answer === null || phase === 'ended' || phase === 'stopping') continue;
      // A clock that was moved back must not keep the answer for long.
      const waitMs = Math.min(answer.at + CONFIRMS_WITHIN_MS - now, CONFIRMS_WITHIN_MS);
      if (waitMs > 0) {
        timer ??= clock.setTimer(waitMs, deliver);
        continue;
      }
      try {
        stores.transaction(() => {
          if (stores.reports.noteDelivery(id, 'message') !== null) sendAnswer(messenger, question, answer);
        });
      } catch (error) {
        logger.error('An answer could not be sent to its agent', { sessionId, reportId: id, error });
      }
    }
  }

  return {
    name: 'reports',
    async run(signal) {
      const turns = lifecycle.onReaction(({ sessionId, record, reactions }) => {
        for (const reaction of reactions) {
          if (reaction.type !== 'activity_changed' || reaction.to !== 'active') continue;
          const claim = stores.reports.standing([sessionId]).get(sessionId)?.done ?? null;
          const isNewTurn = reaction.from === 'idle' || claim?.launchId !== record.launch?.id;
          if (claim !== null && isNewTurn) stores.reports.supersede(sessionId, clock.now());
        }
      });
      const changes = stores.changeLog.onCommit(deliver);
      try {
        deliver();
        if (!signal.aborted) await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
      } finally {
        turns.close();
        changes.close();
        timer?.cancel();
      }
    },
  };
}

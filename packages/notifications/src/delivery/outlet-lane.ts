import type { NoticeDelivery, NoticeRecord } from '@ao/domain';
import type { Clock, IdentifierSource, Logger, NoticeDispatch, NoticeOutcome, NoticeOutletV1, OpenDelivery, Stores } from '@ao/ports';
import { pauseAfter } from './back-off.ts';
import { dispatchWords } from './dispatch-words.ts';

/** What handing over needs. */
export interface OutletLaneOptions {
  readonly stores: Pick<Stores, 'notices' | 'transaction'>;
  readonly clock: Clock;
  readonly identifiers: Pick<IdentifierSource, 'create'>;
  readonly logger: Logger;
  /** Called in the transaction that writes down that a dispatch was delivered, or given up with the reason. */
  readonly onEnd: (outlet: string, end: { readonly dispatchId: string; readonly failure: string | null }) => void;
}

/**
 * Hands deliveries over to an outlet, as one dispatch, once. What is written down before and after makes it safe to stop at any point: a dispatch that
 * was begun and whose end is not written is made again under the same id.
 */
export function createOutletLane(options: OutletLaneOptions) {
  const { stores, clock, identifiers, logger, onEnd } = options;

  function begin(opens: readonly OpenDelivery[]): readonly OpenDelivery[] {
    const known = opens.find(({ delivery }) => delivery.dispatchId !== null)?.delivery.dispatchId ?? null;
    const dispatchId = known ?? identifiers.create('d-');
    return stores.transaction(() =>
      opens.map(({ notice, delivery }) => {
        const begun: NoticeDelivery = {
          ...delivery,
          state: 'sending',
          attempts: delivery.attempts + 1,
          notBefore: null,
          dispatchId,
          updatedAt: clock.now(),
        };
        stores.notices.putDelivery(notice.id, begun);
        return { notice, delivery: begun };
      }),
    );
  }

  function finish(outlet: NoticeOutletV1, begun: readonly OpenDelivery[], outcome: NoticeOutcome): void {
    const [first] = begun;
    if (first === undefined) return;
    const dispatchId = first.delivery.dispatchId ?? '';
    const isGivenUp = outcome.state !== 'delivered' && (isFinal(outcome) || first.delivery.attempts >= outlet.attemptsMax);
    stores.transaction(() => {
      for (const { notice, delivery } of begun) {
        const hasPassed = (stores.notices.get(notice.id) ?? notice).withdrawnAt !== null;
        stores.notices.putDelivery(notice.id, {
          ...delivery,
          ...stepAfter(delivery, outcome, { isGivenUp, hasPassed }),
          updatedAt: clock.now(),
        });
      }
      if (outcome.state === 'delivered') onEnd(outlet.name, { dispatchId, failure: null });
      else if (isGivenUp) onEnd(outlet.name, { dispatchId, failure: outcome.detail });
    });
    const fields = { outlet: outlet.name, dispatch: dispatchId, notices: begun.length, attempt: first.delivery.attempts };
    if (outcome.state === 'delivered') logger.debug('notices were delivered', fields);
    else
      logger.warn(isGivenUp ? 'notices were given up' : 'notices were not delivered and are tried again', {
        ...fields,
        reason: outcome.detail,
      });
  }

  function stepAfter(
    delivery: NoticeDelivery,
    outcome: NoticeOutcome,
    { isGivenUp, hasPassed }: { readonly isGivenUp: boolean; readonly hasPassed: boolean },
  ): Pick<NoticeDelivery, 'state' | 'detail' | 'notBefore'> {
    if (outcome.state === 'delivered') return { state: 'delivered', detail: null, notBefore: null };
    const { detail } = outcome;
    if (isGivenUp) return { state: 'failed', detail, notBefore: null };
    if (hasPassed) return { state: 'withdrawn', detail, notBefore: null };
    const retryAfterMs = outcome.state === 'refused' ? outcome.retryAfterMs : null;
    return { state: 'waiting', detail, notBefore: clock.now() + pauseAfter(delivery.attempts, retryAfterMs) };
  }

  return {
    /** Hands over, and writes down what came of it. Never rejects. */
    async handOver(outlet: NoticeOutletV1, opens: readonly OpenDelivery[], signal: AbortSignal): Promise<void> {
      const begun = begin(opens);
      finish(outlet, begun, await attempt(outlet, dispatchOf(begun, clock.now()), signal));
    },
  };
}

/** Tries an outlet. One that breaks its promise and rejects may have delivered. */
export async function attempt(outlet: NoticeOutletV1, dispatch: NoticeDispatch, signal: AbortSignal): Promise<NoticeOutcome> {
  try {
    return await outlet.deliver(dispatch, signal);
  } catch (error) {
    return { state: 'unknown', detail: error instanceof Error ? error.message : String(error) };
  }
}

function dispatchOf(begun: readonly OpenDelivery[], now: number): NoticeDispatch {
  const words = dispatchWords(begun.map(({ notice }) => notice));
  const delivery = begun[0]?.delivery;
  return {
    id: delivery?.dispatchId ?? '',
    kind: begun.length > 1 ? 'summary' : 'notice',
    attempt: delivery?.attempts ?? 1,
    at: now,
    title: words.title,
    text: words.text,
    notices: words.shown.map(withoutDeliveries),
    more: words.more,
  };
}

function withoutDeliveries({ deliveries: _deliveries, ...notice }: NoticeRecord): Omit<NoticeRecord, 'deliveries'> {
  return notice;
}

function isFinal(outcome: NoticeOutcome): boolean {
  return outcome.state === 'refused' && outcome.isFinal;
}

import type { DurationMs, MessageRecord, SessionRecord } from '@ao/domain';
import type { AgentContact, AgentDeliveryOutcome, AgentV1, Clock } from '@ao/ports';
import { busyNote } from '../busy-note.ts';
import { type DeliveryContext, sessionNow } from '../delivery-context.ts';
import { textToDeliver } from '../sender-line.ts';
import { withTimeLimit } from '../time-limit.ts';
import { judgeFacts } from '../typing/typing-verdict.ts';

const CONTACT_LIMIT_MS: DurationMs = 10_000;
const HAND_OVER_LIMIT_MS: DurationMs = 15_000;
/** An adapter that is told to stop gets so long to say how far it came. */
const LAST_WORD_MS: DurationMs = 1_000;

/** What is handed over, and to whom. */
export interface HandOverRequest {
  readonly message: MessageRecord;
  readonly session: SessionRecord;
  readonly agent: AgentV1;
  readonly mayInterrupt: boolean;
}

/**
 * How it ended.
 *
 * - `moved`: the message has moved on
 * - `changed`: the facts changed meanwhile; nothing was handed over
 * - `unavailable`: the agent was not reached, and surely nothing was handed over
 */
export type HandOverOutcome =
  | { readonly type: 'moved' }
  | { readonly type: 'changed' }
  | { readonly type: 'unavailable'; readonly reason: string };

/**
 * Hands a message over through the agent's own interface, at most once.
 *
 * - that it is about to be is stored before the call: found so after a crash, it may have been taken, and is never handed over again
 * - what nobody can tell counts as handed over: a missing confirmation becomes `stalled`
 */
export async function handOver(context: DeliveryContext, request: HandOverRequest): Promise<HandOverOutcome> {
  const { message, agent } = request;
  const { clock, stores } = context.options;
  const { progress } = context;
  const contact = await contactOf(context, request.session);
  if (typeof contact === 'string') return { type: 'unavailable', reason: contact };
  // From here to the call nothing waits: what is judged is what holds when it is handed over.
  const session = sessionNow(context, message.sessionId);
  if (session === null || session.launch?.id !== contact.launchId || context.isStopping()) return { type: 'changed' };
  if (judgeFacts(session, { agent, mayInterrupt: request.mayInterrupt, way: 'structured' }).type !== 'go') return { type: 'changed' };
  const isBusy = session.activity.state === 'active';
  const begunAt = clock.now();
  if (!stores.messages.noteHandover(message.id, { launchId: contact.launchId, at: begunAt })) return { type: 'moved' };

  const outcome = await deliver(clock, agent, { ...contact, messageId: message.id, text: textToDeliver(message, context.senderLine) });
  switch (outcome.type) {
    case 'accepted': {
      const fate = outcome.whileBusy ?? (isBusy ? agent.composer?.whileBusy : undefined);
      const wasBusy = isBusy || outcome.whileBusy !== undefined;
      const evidence = `${outcome.evidence}${busyNote(wasBusy, fate)}`;
      progress.move(message.id, ['queued'], { state: 'submitted', at: begunAt, evidence, submittedWhileBusy: wasBusy });
      return { type: 'moved' };
    }
    case 'uncertain': {
      const evidence = `it may have been handed over, and is not again: ${outcome.reason}`;
      progress.move(message.id, ['queued'], { state: 'submitted', at: begunAt, evidence, submittedWhileBusy: isBusy });
      return { type: 'moved' };
    }
    case 'refused':
      progress.move(message.id, ['queued'], { state: 'refused', evidence: outcome.reason });
      return { type: 'moved' };
    case 'unavailable':
      // Its agent may have confirmed it all the same; then it is not queued any more.
      return stores.messages.noteHandover(message.id, { launchId: null, at: clock.now() }) ? outcome : { type: 'moved' };
  }
}

/** True for a message that was being handed over when somebody last had to do with it. */
export function isBeingHandedOver(message: MessageRecord): boolean {
  return message.state === 'queued' && message.delivery === 'structured';
}

/** Moves on a message that was found half handed over: nobody knows whether the agent has it. */
export function settleHandover(context: DeliveryContext, session: SessionRecord, message: MessageRecord): void {
  context.progress.move(message.id, ['queued'], {
    state: 'submitted',
    at: message.updatedAt,
    evidence: 'handing it over was broken off: the agent may have it, and does not get it again',
    submittedWhileBusy: session.activity.state === 'active',
  });
}

async function contactOf(context: DeliveryContext, session: SessionRecord): Promise<AgentContact | string> {
  const { clock, contact } = context.options;
  try {
    return (await withTimeLimit(clock, CONTACT_LIMIT_MS, () => contact(session))) ?? 'it is not known how to reach the agent';
  } catch (thrown) {
    return reasonOf(thrown);
  }
}

async function deliver(
  clock: Clock,
  agent: AgentV1,
  request: Parameters<NonNullable<AgentV1['deliver']>>[0],
): Promise<AgentDeliveryOutcome> {
  const limit = new AbortController();
  const outcome = (agent.deliver?.(request, limit.signal) ?? Promise.reject(new Error('it has no interface'))).catch(
    (thrown: unknown): AgentDeliveryOutcome => ({ type: 'uncertain', reason: reasonOf(thrown) }),
  );
  try {
    return await withTimeLimit(clock, HAND_OVER_LIMIT_MS, () => outcome);
  } catch (thrown) {
    limit.abort(thrown);
    const reason = `no answer within ${HAND_OVER_LIMIT_MS} ms`;
    return withTimeLimit(clock, LAST_WORD_MS, () => outcome).catch(() => ({ type: 'uncertain', reason }));
  }
}

function reasonOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

import type { MessageRecord, MessageState, SessionId, SessionRecord, Timestamp } from '@ao/domain';
import type { AgentSignal } from '@ao/ports';
import type { DeliveryContext } from '../delivery-context.ts';
import { isBeingHandedOver } from '../structured/hand-over.ts';
import { textToDeliver } from '../sender-line.ts';
import { isPromptOf } from './prompt-match.ts';

/** How many of the newest messages are looked through for one that was given up too early, or confirmed already. */
const SEARCHED_MESSAGES = 100;
const OPEN: readonly MessageState[] = ['typing', 'submitted'];
const isDelivered = (message: MessageRecord): boolean => OPEN.includes(message.state) || isBeingHandedOver(message);
/** States a late confirmation can still change. */
const GIVEN_UP: readonly MessageState[] = ['stalled', 'unconfirmed'];

/**
 * Finds the message a reported prompt confirms, and stores the receipt. A prompt that fits no message was typed by the person and
 * confirms nothing; one that was told before confirms nothing twice.
 */
export function acknowledgePrompt(
  context: DeliveryContext,
  sessionId: SessionId,
  signal: Extract<AgentSignal, { type: 'prompt_submitted' }>,
): MessageRecord | null {
  const { stores, agents } = context.options;
  const session = stores.sessions.get(sessionId);
  if (session === null) return null;
  const composer = agents(session.agent)?.composer;
  const fits = (message: MessageRecord): boolean =>
    signal.at >= deliveryBeganAt(message, session) && isPromptOf(signal.text, textToDeliver(message, context.senderLine), composer);
  const recent = stores.messages.listForSession(sessionId, SEARCHED_MESSAGES).toReversed();
  if (recent.some((message) => message.state === 'acknowledged' && signal.at <= message.updatedAt && fits(message))) return null;
  const open = stores.messages.listOpen(sessionId).filter(isDelivered);
  const found = open.find(fits) ?? recent.filter(({ state }) => GIVEN_UP.includes(state)).find(fits);
  return found === undefined ? null : confirm(context, found, signal.evidence);
}

function confirm(context: DeliveryContext, message: MessageRecord, evidence: string): MessageRecord | null {
  const { stores } = context.options;
  return stores.transaction(() => {
    // The agent has it, so it was submitted, whoever pressed the key: the receipts shall tell the whole way.
    const isHalfway = isBeingHandedOver(message);
    const at = isHalfway ? message.updatedAt : undefined;
    context.progress.move(message.id, [isHalfway ? 'queued' : 'typing'], { state: 'submitted', at, evidence: 'the agent has taken it' });
    return context.progress.move(message.id, ['submitted', ...GIVEN_UP], { state: 'acknowledged', evidence });
  });
}

/** The earliest time at which the agent can have taken the message; infinity when it was never delivered. */
function deliveryBeganAt(message: MessageRecord, session: SessionRecord): Timestamp {
  if (message.delivery === 'launch') {
    return message.launchId !== null && session.launch?.id === message.launchId ? session.launch.startedAt : message.createdAt;
  }
  if (message.delivery === 'structured') {
    return isBeingHandedOver(message)
      ? message.updatedAt
      : (message.receipts.find(({ state }) => state === 'submitted')?.at ?? message.createdAt);
  }
  return message.receipts.findLast(({ state }) => state === 'typing')?.at ?? Number.POSITIVE_INFINITY;
}

import type { MessageRecord, MessageState, SessionId, SessionRecord, Timestamp } from '@ao/domain';
import type { AgentSignal } from '@ao/ports';
import { busyNote } from '../busy-note.ts';
import type { DeliveryContext } from '../delivery-context.ts';
import type { ProgressStep } from '../message-progress.ts';
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
  const { stores, agents, clock } = context.options;
  const session = stores.sessions.get(sessionId);
  if (session === null) return null;
  const composer = agents(session.agent)?.composer;
  const now = clock.now();
  // What began in the future began before the clock was set back.
  const isAfter = (beganAt: Timestamp): boolean => signal.at >= beganAt || (beganAt > now && Number.isFinite(beganAt));
  const fits = (message: MessageRecord): boolean =>
    isAfter(deliveryBeganAt(message, session)) && isPromptOf(signal.text, textToDeliver(message, context.senderLine), composer);
  const recent = stores.messages.listForSession(sessionId, SEARCHED_MESSAGES).toReversed();
  // A confirmation of the future came before the clock was set back, and so did only what was told then.
  const wasToldBefore = ({ updatedAt }: MessageRecord): boolean => signal.at <= updatedAt && (updatedAt <= now || signal.at > now);
  if (recent.some((message) => message.state === 'acknowledged' && wasToldBefore(message) && fits(message))) return null;
  const open = stores.messages.listOpen(sessionId).filter(isDelivered);
  const found = open.find(fits) ?? recent.filter(({ state }) => GIVEN_UP.includes(state)).find(fits);
  return found === undefined ? null : confirm(context, session, found, signal.evidence);
}

function confirm(context: DeliveryContext, session: SessionRecord, message: MessageRecord, evidence: string): MessageRecord | null {
  const { stores } = context.options;
  return stores.transaction(() => {
    // The agent has it, so it was submitted, whoever pressed the key: the receipts shall tell the whole way.
    if (isBeingHandedOver(message)) context.progress.move(message.id, ['queued'], handedOver(context, session, message));
    else context.progress.move(message.id, ['typing'], { state: 'submitted', evidence: 'the agent has taken it' });
    return context.progress.move(message.id, ['submitted', ...GIVEN_UP], { state: 'acknowledged', evidence });
  });
}

/** The step of a message whose confirmation was quicker than the answer of the interface. */
function handedOver(context: DeliveryContext, session: SessionRecord, message: MessageRecord): ProgressStep {
  const { state, since } = session.activity;
  const submittedWhileBusy = state === 'active' && since < message.updatedAt;
  const note = busyNote(submittedWhileBusy, context.options.agents(session.agent)?.composer?.whileBusy);
  return { state: 'submitted', at: message.updatedAt, evidence: `handed over, and taken at once${note}`, submittedWhileBusy };
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

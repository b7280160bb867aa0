import type { MessageRecord, SessionRecord, Timestamp } from '@ao/domain';
import type { AgentV1 } from '@ao/ports';
import type { DeliveryPolicy } from '../delivery-policy.ts';

/** Used when the agent's adapter is not there any more, or takes no messages by itself but was given one with its launch. */
const DEFAULT_ACKNOWLEDGE_WITHIN_MS = 30_000;

/** What the deadline depends on besides the message and its session. */
export interface ConfirmationTerms {
  readonly agent: AgentV1 | null;
  readonly policy: DeliveryPolicy;
  /** When this run of the messenger began, or its clock was last set: what was confirmed before may still wait in the spool then. */
  readonly startedAt: Timestamp;
  readonly now: Timestamp;
}

/**
 * When an unconfirmed message counts as stalled; null while its time has not begun.
 *
 * - one given with the launch has its time from the moment the agent is ready
 * - one submitted while the agent worked has its time from the end of that turn: some agents queue it until then
 * - after a restart of the daemon every message gets its time once more, for hooks that fired meanwhile
 * - of a launch that is over only the last hooks can still arrive
 * - what happened in the future happened before the clock was set back: it has its time from then on
 */
export function confirmationDeadline(message: MessageRecord, session: SessionRecord, terms: ConfirmationTerms): Timestamp | null {
  const { agent, policy } = terms;
  const { launch, activity } = session;
  const withinMs = agent?.composer?.acknowledgeWithinMs ?? DEFAULT_ACKNOWLEDGE_WITHIN_MS;
  const submittedAt = message.receipts.at(-1)?.at ?? message.updatedAt;
  const latestOf = (...times: readonly Timestamp[]): Timestamp => Math.max(terms.startedAt, ...times.filter((at) => at <= terms.now));
  if (session.end !== null) return latestOf(session.end.at, submittedAt) + policy.lateConfirmationMs;
  if (message.delivery === 'launch' && (session.phase === 'starting' || launch?.id === message.launchId)) {
    if (session.phase === 'starting' || launch === null) return null;
    if (launch.state === 'timed_out') return latestOf(launch.deadlineAt) + withinMs;
    if (launch.readyAt === null) return null;
    return latestOf(launch.readyAt, submittedAt) + withinMs;
  }
  if (launch?.id !== message.launchId) return latestOf(submittedAt) + policy.lateConfirmationMs;
  if (!message.submittedWhileBusy) return latestOf(submittedAt) + withinMs;
  const isBusy = activity.state === 'active' || activity.state === 'blocked' || activity.state === 'waiting_input';
  return isBusy ? null : latestOf(activity.since, submittedAt) + withinMs;
}

/** True when the agent of this launch is able to say that it took a prompt. */
export function canConfirm(session: SessionRecord, agent: AgentV1 | null): boolean {
  return session.launch?.expectsSignals ?? agent?.interpretHook !== undefined;
}

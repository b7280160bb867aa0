import type { DurationMs, MessageRecord, SessionRecord } from '@ao/domain';
import type { DeliveryContext } from '../delivery-context.ts';
import { terminalOf } from '../typing/agent-terminal.ts';
import type { Submission } from '../typing/type-message.ts';
import { canConfirm, confirmationDeadline } from './confirmation-deadline.ts';
import { watchSubmission } from './watch-submission.ts';

/** How long to wait when nothing but a change of the session can help. */
const UNTIL_CHANGE_MS = 30_000;
/** How often the composer is looked at after a submission that is not confirmed yet. */
const LOOK_EVERY_MS = 200;

/** How a look at an unconfirmed message ended. */
export interface Awaited {
  /** When to look again; 0 when the message has moved on. */
  readonly waitMs: DurationMs;
  /** What is known of how it was submitted; null when this process did not do it, or nothing more can be done. */
  readonly submission: Submission | null;
}

/** Looks after a message that was typed and is not confirmed: submits it again where that helps, and gives it up in the end. */
export async function awaitConfirmation(
  context: DeliveryContext,
  session: SessionRecord,
  message: MessageRecord,
  submission: Submission | null,
): Promise<Awaited> {
  const { options, policy, progress, startedAt } = context;
  const { clock } = options;
  const agent = options.agents(session.agent);
  const now = clock.now();
  if (message.state === 'submitted' && !canConfirm(session, agent)) {
    progress.move(message.id, ['submitted'], { state: 'unconfirmed', evidence: 'this agent cannot confirm' });
    return { waitMs: 0, submission: null };
  }
  const deadline = confirmationDeadline(message, session, { agent, policy, startedAt, now }) ?? Number.POSITIVE_INFINITY;
  if (now >= deadline) {
    const screen = (await terminalOf(context, session, agent)?.excerpt()) ?? null;
    progress.move(message.id, ['typing', 'submitted'], { state: 'stalled', evidence: stallEvidence(message, session), screen });
    return { waitMs: 0, submission: null };
  }
  const isOver = submission === null || submission.submits > policy.extraSubmits;
  const lookInMs = isOver ? Number.POSITIVE_INFINITY : submission.lookedAt + LOOK_EVERY_MS - clock.monotonic();
  if (submission !== null && lookInMs <= 0) {
    return { waitMs: 1, submission: await watchSubmission(submission) };
  }
  const waitMs = Math.max(1, Math.min(UNTIL_CHANGE_MS, deadline - now, lookInMs));
  return { waitMs, submission };
}

function stallEvidence(message: MessageRecord, session: SessionRecord): string {
  if (message.state === 'typing') return 'the daemon was stopped while typing it; the screen shows how far it came';
  if (session.end !== null) return 'the session ended before its agent confirmed it';
  if (message.delivery === 'structured' && !message.submittedWhileBusy) return 'handed over, but the agent did not confirm it';
  return message.submittedWhileBusy ? 'the agent finished its turn without confirming it' : 'submitted, but the agent did not confirm it';
}

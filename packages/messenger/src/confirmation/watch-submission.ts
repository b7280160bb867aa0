import type { Timestamp } from '@ao/domain';
import { sessionNow } from '../delivery-context.ts';
import { composerEcho } from '../typing/composer-echo.ts';
import type { Submission } from '../typing/type-message.ts';
import { judgeFacts } from '../typing/typing-verdict.ts';

/** A screen that printed within this time may still be drawing what the last key did. */
const QUIET_SCREEN_MS = 300;

/**
 * Watches a text after it was submitted, and submits it once more when its time has come and it still stands in the composer: some
 * programs drop a key that comes while they digest a paste. Never while a dialog is open, and never on a screen that is being drawn.
 *
 * A text that was once seen to be gone was taken. When it stands there again, an interrupt has put it back, and nobody wants it twice.
 *
 * Answers the submission as it stands then; null when there is nothing more to do but to wait.
 */
export async function watchSubmission(submission: Submission): Promise<Submission | null> {
  const { job } = submission;
  const { context, message, terminal, plan } = job;
  const { clock, stores, agents } = context.options;
  if (plan.expectOnScreen === null) return null;
  try {
    const seen = await terminal.read();
    const now = clock.monotonic();
    const session = sessionNow(context, message.sessionId);
    const agent = session === null ? null : agents(session.agent);
    if (session === null || agent === null || stores.messages.get(message.id)?.state !== 'submitted') return null;
    if (session.launch?.id !== terminal.launchId || seen.reading === null) return null;
    const isDue = now >= submission.lastSubmitAt + context.policy.resubmitAfterMs;
    const watched: Submission = { ...submission, lookedAt: now };
    const later: Submission = { ...watched, lastSubmitAt: isDue ? now : submission.lastSubmitAt };
    if (judgeFacts(session, { agent, mayInterrupt: false, way: 'typed' }).type === 'wait') return later;
    const echo = composerEcho(seen, { text: job.text, expected: plan.expectOnScreen });
    // Behind a dialog, or on a picture that is half drawn, the text may still stand.
    if (echo !== 'shown') return echo === 'hidden' ? later : null;
    if (!isDue) return watched;
    if (isBeingDrawn(clock.now(), seen.screen.lastOutputAt)) return later;
    await terminal.write(plan.submit.bytes);
    const evidence = 'submitted again: the composer still held the text';
    context.progress.move(message.id, ['submitted'], { state: 'submitted', evidence });
    return { ...later, submits: submission.submits + 1 };
  } catch {
    return null;
  }
}

/** Output of the future was printed before the clock was set back. */
function isBeingDrawn(now: Timestamp, lastOutputAt: Timestamp | null): boolean {
  return lastOutputAt !== null && lastOutputAt <= now && now - lastOutputAt < QUIET_SCREEN_MS;
}

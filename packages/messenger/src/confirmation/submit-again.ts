import { sessionNow } from '../delivery-context.ts';
import { composerEcho } from '../typing/composer-echo.ts';
import type { Submission } from '../typing/type-message.ts';
import { judgeFacts } from '../typing/typing-verdict.ts';

/** A screen that printed within this time may still be drawing what the last key did. */
const QUIET_SCREEN_MS = 300;

/**
 * Submits a text once more that still stands in the composer: some programs drop a key that comes while they digest a paste. Never
 * while a dialog is open, and never on a screen that is being drawn. Answers the submission as it stands then; null when nothing
 * stands in the composer any more, or nothing can be seen: then there is nothing more to do but to wait.
 */
export async function submitAgain(submission: Submission): Promise<Submission | null> {
  const { job } = submission;
  const { context, message, terminal, plan } = job;
  const { clock, stores, agents } = context.options;
  if (plan.expectOnScreen === null) return null;
  try {
    const seen = await terminal.read();
    const session = sessionNow(context, message.sessionId);
    const agent = session === null ? null : agents(session.agent);
    if (session === null || agent === null || stores.messages.get(message.id)?.state !== 'submitted') return null;
    const later: Submission = { ...submission, lastSubmitAt: clock.now() };
    const isOther = session.launch?.id !== terminal.launchId;
    if (isOther || judgeFacts(session, { agent, mayInterrupt: false, way: 'typed' }).type === 'wait') return isOther ? null : later;
    if (seen.reading === null) return null;
    const echo = composerEcho(seen, { text: job.text, expected: plan.expectOnScreen });
    // Behind a dialog, or on a picture that is half drawn, the text may still stand.
    if (echo !== 'shown') return echo === 'hidden' ? later : null;
    if (clock.now() - (seen.screen.lastOutputAt ?? 0) < QUIET_SCREEN_MS) return later;
    await terminal.write(plan.submit.bytes);
    const evidence = 'submitted again: the composer still held the text';
    context.progress.move(message.id, ['submitted'], { state: 'submitted', evidence });
    return { ...later, submits: submission.submits + 1 };
  } catch {
    return null;
  }
}

import type { ScreenReading } from '@ao/ports';
import type { DurationMs } from '@ao/domain';
import { sessionNow } from '../delivery-context.ts';
import type { SeenScreen } from './agent-terminal.ts';
import { composerEcho } from './composer-echo.ts';
import { screenExcerpt } from './screen-excerpt.ts';
import type { TypingJob } from './typing-job.ts';
import { hasOpenDialog } from './typing-verdict.ts';

/**
 * How a typed text stands before it is submitted.
 *
 * - `shown`: it may be submitted, this instant
 * - `lost`: a dialog swallowed it, and the composer is empty; nothing was submitted
 * - `stuck`: it must not be submitted, for the reason given
 * - `gone`: the agent went away
 * - `settled`: somebody else submitted it and the agent confirmed, or the messenger is being stopped
 */
export type EchoOutcome =
  | { readonly type: 'shown'; readonly reading: ScreenReading | null }
  | { readonly type: 'lost' }
  | { readonly type: 'stuck'; readonly reason: string; readonly screen: string | null }
  | { readonly type: 'gone'; readonly reason: string }
  | { readonly type: 'settled' };

const FIRST_PAUSE_MS = 25;
const LONGEST_PAUSE_MS = 500;

/**
 * Waits until the composer shows the text. While a dialog is open the time stands still: the text may be behind it, or it may have
 * been swallowed, and the composer will tell afterwards. Only a dialog that was seen proves that an empty composer has lost the
 * text: a program that draws a dialog has read its input. Otherwise it may just be slow, and show the text in a minute.
 *
 * @param typed - `isComplete` is false when typing was broken off: such a text is never submitted.
 */
export async function waitForEcho(
  job: TypingJob,
  typed: { readonly isComplete: boolean; readonly sawDialog: boolean },
): Promise<EchoOutcome> {
  const { isComplete } = typed;
  let { sawDialog } = typed;
  const { context, message, terminal, plan } = job;
  const { clock, stores } = context.options;
  let shownSince = clock.monotonic();
  let dialogSince: number | null = null;
  let pauseMs: DurationMs = FIRST_PAUSE_MS;
  for (;;) {
    const seen = await readQuietly(job);
    // From here to the answer nothing waits: what is judged is what holds at the moment of submitting.
    const now = clock.monotonic();
    const session = sessionNow(context, message.sessionId);
    if (stores.messages.get(message.id)?.state !== 'typing') return { type: 'settled' };
    if (session === null || session.phase !== 'live' || session.launch?.id !== terminal.launchId) {
      return { type: 'gone', reason: 'the agent ended before the message was submitted' };
    }
    const showsDialog = typeof seen !== 'string' && seen.reading?.state === 'dialog';
    sawDialog ||= showsDialog;
    if (hasOpenDialog(session) || showsDialog) {
      if (context.isStopping()) return { type: 'settled' };
      dialogSince ??= now;
      if (now - dialogSince > context.policy.dialogWaitMs) return stuck('a dialog opened before it was submitted, and stayed open', seen);
    } else {
      if (dialogSince !== null) [dialogSince, shownSince] = [null, now];
      const echo = typeof seen === 'string' ? 'hidden' : composerEcho(seen, { text: job.text, expected: plan.expectOnScreen });
      if (echo === 'shown' && isComplete) return { type: 'shown', reading: typeof seen === 'string' ? null : seen.reading };
      if (now - shownSince > context.policy.echoWithinMs) {
        if (echo === 'empty' && sawDialog) return { type: 'lost' };
        return stuck(isComplete ? ECHO_REASON[echo] : 'typing was broken off by a dialog', seen);
      }
    }
    await clock.sleep(pauseMs);
    pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
  }
}

const ECHO_REASON = {
  shown: 'typing was broken off',
  empty: 'the composer is empty',
  other: 'the composer shows another text',
  hidden: 'the composer does not show it',
} as const;

function stuck(reason: string, seen: SeenScreen | string): EchoOutcome {
  return {
    type: 'stuck',
    reason: `typed but not submitted: ${reason}`,
    screen: typeof seen === 'string' ? null : screenExcerpt(seen.screen),
  };
}

/** Answers why the terminal could not be looked at instead of throwing: it may be better in a moment. */
async function readQuietly(job: TypingJob): Promise<SeenScreen | string> {
  try {
    return await job.terminal.read();
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message : String(thrown);
  }
}

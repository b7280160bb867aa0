import { AoError } from '@ao/domain';
import type { ScreenReading } from '@ao/ports';
import { busyNote } from '../busy-note.ts';
import { sessionNow } from '../delivery-context.ts';
import type { TypingJob } from './typing-job.ts';
import { hasOpenDialog } from './typing-verdict.ts';
import { type EchoOutcome, waitForEcho } from './wait-for-echo.ts';

const LOOK_AGAIN_MS = 50;

/** A message that was submitted, as far as its typist knows. */
export interface Submission {
  readonly job: TypingJob;
  readonly submits: number;
  /** On the clock nobody sets (`monotonic`), as `lookedAt`. */
  readonly lastSubmitAt: number;
  /** When the composer was last looked at. */
  readonly lookedAt: number;
}

/**
 * Types a message and submits it.
 *
 * - `typing` is stored before the first byte, so that after a crash nobody types it again
 * - before every further step, and again right before it is submitted, facts and screen are looked at: nothing goes into a dialog
 * - it is submitted only when the composer shows it
 *
 * Must be called without waiting since facts and screen were judged. Answers the submission; null when there was none, with the
 * message moved on accordingly. Rejects only for faults of the stores.
 */
export async function typeMessage(job: TypingJob): Promise<Submission | null> {
  const { context, message, terminal } = job;
  const { progress } = context;
  const begun = progress.move(message.id, ['queued'], {
    state: 'typing',
    evidence: 'the composer is free',
    delivery: 'typed',
    launchId: terminal.launchId,
  });
  if (begun === null) return null;
  const typed = await typeSteps(job);
  if (typed.type === 'failed') {
    progress.move(message.id, ['typing'], { state: 'failed', evidence: typed.reason });
    return null;
  }
  for (;;) {
    const echo = await waitForEcho(job, typed);
    if (echo.type !== 'shown') {
      moveUnsubmitted(job, echo);
      return null;
    }
    if (isFree(job) && isTyping(job)) return submit(job, echo);
  }
}

type Typed =
  | { readonly type: 'typed'; readonly isComplete: boolean; readonly sawDialog: boolean }
  | { readonly type: 'failed'; readonly reason: string };

async function typeSteps(job: TypingJob): Promise<Typed> {
  const { context, terminal, plan } = job;
  const { clock } = context.options;
  try {
    for (const [index, step] of plan.steps.entries()) {
      const shown = index === 0 ? 'free' : await look(job);
      if (shown !== 'free' || (index > 0 && !(isFree(job) && isTyping(job))))
        return { type: 'typed', isComplete: false, sawDialog: shown === 'dialog' };
      await terminal.write(step.bytes);
      if (step.settleMs > 0) await clock.sleep(step.settleMs);
    }
    return { type: 'typed', isComplete: true, sawDialog: false };
  } catch (thrown) {
    return { type: 'failed', reason: `the terminal did not take the text: ${reasonOf(thrown)}` };
  }
}

/**
 * What the screen has against typing on. Only a composer will do: what cannot be recognised may be a dialog. It gets some time, for
 * it may just be a picture that is half drawn.
 */
async function look(job: TypingJob): Promise<'free' | 'dialog' | 'unseen'> {
  const { clock } = job.context.options;
  const until = clock.monotonic() + job.context.policy.echoWithinMs;
  for (;;) {
    const reading = await readingOf(job);
    if (reading === null || reading === 'composer' || reading === 'busy') return 'free';
    if (reading === 'dialog') return 'dialog';
    if (clock.monotonic() >= until) return 'unseen';
    await clock.sleep(LOOK_AGAIN_MS);
  }
}

/** Null for an agent whose screen has no rules. */
async function readingOf(job: TypingJob): Promise<ScreenReading['state'] | null> {
  try {
    return (await job.terminal.read()).reading?.state ?? null;
  } catch {
    return 'unknown';
  }
}

async function submit(job: TypingJob, echo: Extract<EchoOutcome, { type: 'shown' }>): Promise<Submission | null> {
  const { context, message, terminal, plan } = job;
  const { clock } = context.options;
  const isBusy = echo.reading?.state === 'busy' || sessionNow(context, message.sessionId)?.activity.state === 'active';
  try {
    await terminal.write(plan.submit.bytes);
  } catch (thrown) {
    // Nobody knows whether it went through, unless the terminal is gone: a late confirmation may still tell.
    const isGone = AoError.isInstance(thrown) && thrown.code === 'RUNTIME_GONE';
    const evidence = `the terminal did not take the key that submits: ${reasonOf(thrown)}`;
    context.progress.move(message.id, ['typing'], { state: isGone ? 'failed' : 'stalled', evidence });
    return null;
  }
  const lastSubmitAt = clock.monotonic();
  const seen = plan.expectOnScreen === null ? 'submitted after a pause: this agent does not echo' : 'submitted when the composer showed it';
  const evidence = `${seen}${busyNote(isBusy, job.whileBusy)}`;
  context.progress.move(message.id, ['typing'], { state: 'submitted', evidence, submittedWhileBusy: isBusy });
  if (plan.submit.settleMs > 0) await clock.sleep(plan.submit.settleMs);
  return { job, submits: 1, lastSubmitAt, lookedAt: lastSubmitAt };
}

function moveUnsubmitted(job: TypingJob, outcome: Exclude<EchoOutcome, { type: 'shown' }>): void {
  const { context, message } = job;
  const { progress, policy } = context;
  switch (outcome.type) {
    case 'settled':
      return;
    case 'gone':
      progress.move(message.id, ['typing'], { state: 'failed', evidence: outcome.reason });
      return;
    case 'stuck':
      progress.move(message.id, ['typing'], { state: 'stalled', evidence: outcome.reason, screen: outcome.screen });
      return;
    case 'lost': {
      const typings = context.options.stores.messages.get(message.id)?.receipts.filter(({ state }) => state === 'typing').length ?? 0;
      const evidence = 'the text did not stay in the composer, which is empty; nothing was submitted';
      progress.move(message.id, ['typing'], { state: typings > policy.retypings ? 'stalled' : 'queued', evidence });
    }
  }
}

/** True while the terminal of the job belongs to the live session and no dialog is known to be open. */
function isFree(job: TypingJob): boolean {
  const session = sessionNow(job.context, job.message.sessionId);
  return session !== null && session.phase === 'live' && session.launch?.id === job.terminal.launchId && !hasOpenDialog(session);
}

function isTyping(job: TypingJob): boolean {
  return job.context.options.stores.messages.get(job.message.id)?.state === 'typing';
}

function reasonOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

import { AoError, type Timestamp } from '@ao/domain';
import { sessionNow } from '../delivery-context.ts';
import type { TypingJob } from './typing-job.ts';
import { hasOpenDialog } from './typing-verdict.ts';
import { type EchoOutcome, waitForEcho } from './wait-for-echo.ts';

/** A message that was submitted, as far as its typist knows. */
export interface Submission {
  readonly job: TypingJob;
  readonly submits: number;
  readonly lastSubmitAt: Timestamp;
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
    const echo = await waitForEcho(job, typed.type === 'complete');
    if (echo.type !== 'shown') {
      moveUnsubmitted(job, echo);
      return null;
    }
    if (isFree(job) && isTyping(job)) return submit(job, echo);
  }
}

type Typed = { readonly type: 'complete' } | { readonly type: 'broken_off' } | { readonly type: 'failed'; readonly reason: string };

async function typeSteps(job: TypingJob): Promise<Typed> {
  const { context, terminal, plan } = job;
  const { clock } = context.options;
  try {
    for (const [index, step] of plan.steps.entries()) {
      if (index > 0 && ((await showsDialog(job)) || !isFree(job) || !isTyping(job))) return { type: 'broken_off' };
      await terminal.write(step.bytes);
      if (step.settleMs > 0) await clock.sleep(step.settleMs);
    }
    return { type: 'complete' };
  } catch (thrown) {
    return { type: 'failed', reason: `the terminal did not take the text: ${reasonOf(thrown)}` };
  }
}

/** A screen that cannot be seen counts as one with a dialog. */
async function showsDialog(job: TypingJob): Promise<boolean> {
  try {
    const { reading } = await job.terminal.read();
    return reading?.state === 'dialog';
  } catch {
    return true;
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
  const lastSubmitAt = clock.now();
  const evidence =
    plan.expectOnScreen === null ? 'submitted after a pause: this agent does not echo' : 'submitted when the composer showed it';
  context.progress.move(message.id, ['typing'], { state: 'submitted', evidence, submittedWhileBusy: isBusy });
  if (plan.submit.settleMs > 0) await clock.sleep(plan.submit.settleMs);
  return { job, submits: 1, lastSubmitAt };
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

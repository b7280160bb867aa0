import { setTimeout as pause } from 'node:timers/promises';
import type { AoClient, Session } from '@ao/client';
import { chooseYes } from './choose-yes.ts';
import type { DemoDisplay } from './demo-display.ts';
import { ANSWERED_REQUEST } from './demo-tasks.ts';
import type { SessionBoard } from './session-board.ts';

/** How long a request stands there before it is answered, at believable pace: long enough to be read. */
const READING_MS = 4_500;

/** What the one who answers has at hand. */
export interface AnswerOptions {
  readonly ao: AoClient;
  readonly board: SessionBoard;
  readonly display: DemoDisplay;
  /** 1 is believable, 0 does not wait. */
  readonly pace: number;
  /** How a person would type `ao` here. */
  readonly aoCommand: string;
}

/**
 * Answers two kinds of questions in the person's place, through the agent's terminal: whether the tests may be run, and whether the demo's own
 * repository is to be trusted. Any other question is left to the person, who is told how. Runs until the signal is aborted.
 */
export async function answerRequests(options: AnswerOptions, signal: AbortSignal): Promise<void> {
  const told = new Set<string>();
  const isNew = (session: Session): boolean => session.needs !== null && !told.has(keyOf(session));
  const answers: Promise<void>[] = [];
  for (;;) {
    const rows = await Promise.race([
      options.board.until((now) => now.some(({ session }) => isNew(session)), signal),
      firstFailure(answers),
    ]);
    for (const { session } of rows.filter((row) => isNew(row.session))) {
      told.add(keyOf(session));
      answers.push(answer(session, options, signal));
    }
  }
}

async function answer(session: Session, options: AnswerOptions, signal: AbortSignal): Promise<void> {
  const { ao, display, pace, aoCommand } = options;
  const { paint } = display;
  const { id, needs } = session;
  const isTrust = session.launch?.state === 'needs_trust';
  if (!isTrust && !ANSWERED_REQUEST.test(needs ?? '')) {
    display.print('', `${paint('attention', `${id} asks: ${needs}`)}  Answer it yourself: ${aoCommand} attach ${id}`);
    return;
  }
  const what = isTrust ? 'whether it may trust the repository of the demo' : 'to run npm test';
  display.print('', `${paint('attention', `${id} needs you:`)} it asks ${what}. The demo answers in your place in a moment.`);
  await pause(READING_MS * pace, undefined, { signal });
  await chooseYes(ao, id, signal);
  display.print(
    `Answered ${paint('strong', 'Yes')} in its terminal, as you would after ${paint('strong', `ao attach ${id}`)}. It goes on.`,
  );
}

/** The same question asked later is another one. */
function keyOf({ id, needs, activity, launch }: Session): string {
  return `${id} ${activity.since} ${launch?.state} ${launch?.state === 'needs_trust' ? '' : needs}`;
}

/** Pending for as long as none has failed. */
function firstFailure(answers: readonly Promise<void>[]): Promise<never> {
  return new Promise((_resolve, reject) => {
    for (const each of answers) each.catch(reject);
  });
}

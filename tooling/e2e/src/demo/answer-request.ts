import { setTimeout as pause } from 'node:timers/promises';
import type { AoClient } from '@ao/client';
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
 * Answers the request to run the tests, through the agent's terminal, as often as it comes. Any other request is left to the person,
 * who is told how. Runs until the signal is aborted.
 */
export async function answerRequests(options: AnswerOptions, signal: AbortSignal): Promise<void> {
  const { ao, board, display, pace, aoCommand } = options;
  const { paint } = display;
  const told = new Set<string>();
  for (;;) {
    const rows = await board.until((now) => now.some((row) => isNew(row.session)), signal);
    for (const { session } of rows.filter((row) => isNew(row.session))) {
      const { id, needs } = session;
      told.add(keyOf(session));
      if (!ANSWERED_REQUEST.test(needs ?? '')) {
        display.print(`${paint('attention', `${id} asks: ${needs}`)}  Answer it yourself: ${aoCommand} attach ${id}`);
        continue;
      }
      display.print('', `${paint('attention', `${id} needs you:`)} it asks to run npm test. The demo answers in your place in a moment.`);
      await pause(READING_MS * pace, undefined, { signal });
      await pressEnter(ao, id, signal);
      display.print(
        `Answered ${paint('strong', 'Yes')} in its terminal, as you would after ${paint('strong', `ao attach ${id}`)}. It goes on.`,
      );
    }
  }

  function isNew(session: Parameters<typeof keyOf>[0]): boolean {
    return session.needs !== null && !told.has(keyOf(session));
  }
}

/** The same question asked later is another one. */
function keyOf(session: { readonly id: string; readonly needs: string | null; readonly activity: { readonly since: number } }): string {
  return `${session.id} ${session.activity.since} ${session.needs}`;
}

/** Takes the choice that is marked, which is "Yes". */
async function pressEnter(ao: AoClient, id: string, signal: AbortSignal): Promise<void> {
  const terminal = await ao.terminal(id, { mode: 'control', signal });
  for await (const event of terminal) {
    if (event.type !== 'snapshot' && event.type !== 'resumed') continue;
    terminal.write('\r');
    return;
  }
}

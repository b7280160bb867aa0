import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { connectFromRunFile, runFilePath } from '@ao/client/node';
import type { AoClient } from '@ao/client';
import { answerRequests } from './answer-request.ts';
import type { DemoDisplay } from './demo-display.ts';
import type { DemoPlace } from './demo-place.ts';
import { DEMO_TASKS } from './demo-tasks.ts';
import { renderDiff } from './diff-view.ts';
import { type BoardRow, createSessionBoard, isSettled } from './session-board.ts';

/** What a run needs. */
export interface DemoRun {
  readonly place: DemoPlace;
  readonly display: DemoDisplay;
  /** 1 is believable, 0 as fast as it goes. */
  readonly pace: number;
  /** How a person would type `ao` here, for example `AO_HOME=… npx ao`. */
  readonly aoCommand: string;
  /** Columns of the terminal. */
  readonly width: number;
}

/** Something the person can read and mend; shown without a stack. */
export class DemoError extends Error {}

/** Enough to see what was done, little enough to see all three. */
const DIFF_LINES = 22;
const DAEMON_WITHIN_MS = 30_000;
const LOOK_EVERY_MS = 50;

/** Three agents from the first command to the diffs. Throws when one cannot be started, and the signal's reason when it is aborted. */
export async function runDemo(run: DemoRun, signal: AbortSignal): Promise<void> {
  const { place, display } = run;
  const { paint } = display;
  const stop = new AbortController();
  const during = AbortSignal.any([signal, stop.signal]);
  try {
    for (const task of DEMO_TASKS) display.print(`${paint('faint', '$')} ao spawn ${paint('strong', `"${task}"`)}`);
    const spawned = Promise.all(DEMO_TASKS.map((task) => spawn(run, task, during)));
    const ao = await Promise.race([connected(place, during), spawned.then(() => connected(place, during))]);
    const board = createSessionBoard(ao, (rows) => display.showBoard(rows));
    const background = Promise.all([board.follow(during), answerRequests({ ao, board, ...run }, during)]);
    // Whatever fails first ends the run; what is aborted at its end is none of anybody's business.
    background.catch(() => undefined);
    const settled = Promise.all([spawned, board.until(allSettled, during)]);
    settled.catch(() => undefined);
    await Promise.race([settled, background]);
    stop.abort();
    display.closeBoard();
    await showResults(run, board.rows(), signal);
  } finally {
    stop.abort();
    display.closeBoard();
  }
}

function allSettled(rows: readonly BoardRow[]): boolean {
  return rows.length === DEMO_TASKS.length && rows.every(isSettled);
}

/** Runs `ao spawn` and shows what it had to say about the daemon and the project. */
async function spawn({ place, display }: DemoRun, task: string, signal: AbortSignal): Promise<void> {
  // A real agent that asked about every edit would wait for the person all the time.
  const flags = place.agent === 'scripted' ? [] : ['--permission', 'accept-edits'];
  const result = await place.ao(['spawn', task, ...flags], signal);
  if (result.code !== 0) throw new DemoError(`ao spawn "${task}" failed:\n${result.stderr.trim()}`);
  // Which of the three starts the daemon is chance; that the other two found it needs no line.
  const notes = result.stderr.split('\n').filter((line) => line !== '' && !line.startsWith('The daemon is running'));
  display.print(...notes.map((line) => display.paint('faint', `  ${line}`)));
}

/** The daemon is started by the first `ao spawn`; its events are wanted from the beginning. */
async function connected(place: DemoPlace, signal: AbortSignal): Promise<AoClient> {
  const endAt = performance.now() + DAEMON_WITHIN_MS;
  while (!existsSync(runFilePath({ home: place.home }))) {
    if (performance.now() > endAt) throw new DemoError(`The daemon did not start within ${DAEMON_WITHIN_MS / 1000} s.`);
    await pause(LOOK_EVERY_MS, undefined, { signal });
  }
  return connectFromRunFile({ home: place.home });
}

async function showResults(run: DemoRun, rows: readonly BoardRow[], signal: AbortSignal): Promise<void> {
  const { place, display, width } = run;
  const { paint } = display;
  display.print(`${paint('good', '✓')} ${paint('strong', 'All three have come to an end.')} What they did:`, '');
  for (const { session } of rows) {
    signal.throwIfAborted();
    const diff = await place.ao(['diff', session.id], signal);
    const title = session.displayName ?? session.prompt ?? '';
    display.print(`${paint('faint', '$')} ao diff ${paint('strong', session.id)}   ${paint('faint', `# ${title}`)}`);
    display.print(...renderDiff(diff.stdout.trimEnd(), { paint, maxLines: DIFF_LINES, width }), '');
  }
  const ended = rows.filter(({ session }) => session.status !== 'idle').map(({ session }) => `${session.id}: ${session.reason.text}`);
  if (ended.length > 0) throw new DemoError(`Not every agent came to the end of its task.\n${ended.join('\n')}`);
}

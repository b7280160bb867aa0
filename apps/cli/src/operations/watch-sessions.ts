import type { AoClient } from '@ao/client';
import type { CliContext } from '../context/cli-context.ts';
import { describeError } from '../errors/error-report.ts';
import { watchForInterruption } from '../process/interruption.ts';
import { print } from '../process/print.ts';
import { printableText } from '../render/colour.ts';
import { firstRows } from '../render/first-rows.ts';
import { type ListRequest, listSessions, renderSessionList } from './list-sessions.ts';

/** Changes that come together are drawn once. */
const REDRAW_AFTER_MS = 50;

/** Ages are shown in seconds, so the table is drawn again this often even when nothing happens. */
const TICK_MS = 1_000;

const ENTER_SCREEN = '\u001b[?1049h\u001b[?25l\u001b[?7l';
const LEAVE_SCREEN = '\u001b[?7h\u001b[?25h\u001b[?1049l';
const HOME = '\u001b[H';
const CLEAR_LINE_END = '\u001b[K';
const CLEAR_BELOW = '\u001b[J';

/** Shows the table and keeps it up to date by the event stream, until Ctrl-C. Into a pipe it prints a new table for each change. */
export async function watchSessions(context: CliContext, request: ListRequest): Promise<void> {
  const { stdout } = process;
  const onTerminal = context.width !== null;
  const interruption = watchForInterruption();
  let list = await listSessions(context, request);
  let problem: string | null = null;
  let drawn = '';

  function draw(): void {
    const table = renderSessionList(list, { ...context, width: onTerminal ? stdout.columns : null }, request.issue);
    const text = problem === null ? table : `${table}\n${context.paint('attention', problem)}`;
    // Written over what is there, line by line: a cleared screen would flicker.
    if (onTerminal)
      stdout.write(
        `${HOME}${firstRows(printableText(text), stdout.rows).replaceAll('\n', `${CLEAR_LINE_END}\r\n`)}${CLEAR_LINE_END}${CLEAR_BELOW}`,
      );
    else if (text !== drawn) print(`${text}\n`);
    drawn = text;
  }

  async function look(): Promise<void> {
    try {
      list = await listSessions(context, request);
      problem = null;
    } catch (error) {
      // The table stays: what is on it is still the best that is known. The stream comes back by itself.
      problem = describeError(error).text.split('\n')[0] ?? '';
    }
    draw();
  }

  function leave(): void {
    interruption.release();
    clearInterval(tick);
    if (!onTerminal) return;
    stdout.off('resize', draw);
    process.off('exit', leave);
    stdout.write(LEAVE_SCREEN);
  }

  const tick = onTerminal ? setInterval(draw, TICK_MS) : undefined;
  if (onTerminal) {
    stdout.write(ENTER_SCREEN);
    stdout.on('resize', draw);
    // However the process ends, the terminal is given back.
    process.once('exit', leave);
  }
  try {
    draw();
    await context.withDaemon(async (ao) => {
      for await (const _change of coalesced(ao, request, interruption.signal)) await look();
    });
  } catch (error) {
    if (!interruption.signal.aborted) throw error;
  } finally {
    leave();
  }
}

/** One item for each burst of events. */
async function* coalesced(ao: AoClient, request: ListRequest, signal: AbortSignal): AsyncGenerator<void> {
  let lastAt = 0;
  for await (const _event of ao.events({ project: request.project, signal })) {
    const waitMs = REDRAW_AFTER_MS - (performance.now() - lastAt);
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    lastAt = performance.now();
    yield;
  }
}

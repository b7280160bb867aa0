import type { AoClient } from '@ao/client';
import type { CliContext } from '../context/cli-context.ts';
import { type ListRequest, listSessions, renderSessionList } from './list-sessions.ts';

/** Changes that come together are drawn once. */
const REDRAW_AFTER_MS = 50;

/** Ages are shown in seconds, so the table is drawn again this often even when nothing happens. */
const TICK_MS = 1_000;

const HIDE_CURSOR = '\u001b[?25l';
const SHOW_CURSOR = '\u001b[?25h';
const HOME_AND_CLEAR = '\u001b[H\u001b[J';
const ENTER_SCREEN = '\u001b[?1049h';
const LEAVE_SCREEN = '\u001b[?1049l';

/** Shows the table and keeps it up to date by the event stream, until Ctrl-C. Into a pipe it prints a new table for each change. */
export async function watchSessions(context: CliContext, request: ListRequest): Promise<void> {
  const onTerminal = context.width !== null;
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  process.once('SIGTERM', () => stop.abort());
  let list = await listSessions(context, request);
  let drawn = '';

  function draw(): void {
    const text = renderSessionList(list, { ...context, width: onTerminal ? process.stdout.columns : null });
    if (onTerminal) process.stdout.write(`${HOME_AND_CLEAR}${text}\n`);
    else if (text !== drawn) process.stdout.write(`${text}\n\n`);
    drawn = text;
  }

  if (onTerminal) process.stdout.write(ENTER_SCREEN + HIDE_CURSOR);
  const tick = onTerminal ? setInterval(draw, TICK_MS) : undefined;
  try {
    draw();
    await context.withDaemon(async (ao) => {
      for await (const _change of coalesced(ao, request, stop.signal)) {
        list = await listSessions(context, request);
        draw();
      }
    });
  } catch (error) {
    if (!stop.signal.aborted) throw error;
  } finally {
    clearInterval(tick);
    if (onTerminal) process.stdout.write(SHOW_CURSOR + LEAVE_SCREEN);
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

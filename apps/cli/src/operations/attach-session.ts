import type { Terminal, TerminalEvent } from '@ao/client';
import { AoError } from '@ao/domain';
import type { CliContext } from '../context/cli-context.ts';
import { type Interruption, watchForInterruption } from '../process/interruption.ts';
import { createDetachFilter } from '../terminal/detach-keys.ts';
import { type LocalTerminal, takeLocalTerminal } from '../terminal/local-terminal.ts';
import { terminalSize } from '../terminal/terminal-size.ts';

/** How to attach. */
export interface AttachInput {
  readonly session: string;
  readonly readOnly: boolean;
  readonly takeover: boolean;
}

/** How long the one line that says how to leave stands before the picture covers it: long enough to be read. */
const HINT_TIME_MS = 600;

/**
 * Shows a session's terminal in this one until the person leaves or the program ends.
 *
 * @returns what to tell the person afterwards.
 * @throws AoError `INVALID_REQUEST` when there is no terminal to show it in.
 */
export async function attachSession(context: CliContext, input: AttachInput): Promise<string> {
  if (!process.stdin.isTTY || !process.stdout.isTTY) {
    throw new AoError('INVALID_REQUEST', {
      message: `Attaching needs a terminal. To read what ${input.session} shows: ao output ${input.session} --screen`,
    });
  }
  const { columns, rows } = terminalSize(process.stdout);
  return context.withDaemon(async (ao) => {
    const terminal = await ao.terminal(input.session, {
      mode: input.readOnly ? 'observe' : 'control',
      takeover: input.takeover,
      columns,
      rows,
    });
    const interruption = watchForInterruption();
    try {
      return await show(terminal, input, { context, interruption });
    } finally {
      interruption.release();
    }
  });
}

async function show(
  terminal: Terminal,
  input: AttachInput,
  { context, interruption }: { readonly context: CliContext; readonly interruption: Interruption },
): Promise<string> {
  const { session } = input;
  const detach = createDetachFilter();
  let message = `Left ${session}. It goes on; back with: ao attach ${session}`;
  let mayType = false;
  let isIntroduced = false;
  const local = takeLocalTerminal({
    onInput(typed) {
      const { forward, detached } = detach(typed);
      if (forward.length > 0 && !(mayType && terminal.write(forward))) local.ring();
      if (detached) terminal.close();
    },
    onResize: () => terminal.resize(local.size()),
  });
  // Ended from outside, the terminal has to be given back as well.
  interruption.signal.addEventListener('abort', () => terminal.close(), { once: true });
  try {
    for await (const event of terminal) {
      if (event.type === 'opened' || event.type === 'mode') mayType = event.mode === 'control';
      if (event.type === 'opened' && !isIntroduced) {
        isIntroduced = true;
        context.note(`${introduction(input, mayType)}\r`);
        await new Promise((resolve) => setTimeout(resolve, HINT_TIME_MS));
      }
      if (event.type === 'exit') {
        message = `${session} has ended${exitText(event.exit)}.\nIts words: ao output ${session}    Bring it back: ao session restore ${session}`;
        local.endHere();
        terminal.close();
      } else await drawEvent(event, local, session);
    }
  } finally {
    local.release();
  }
  return message;
}

/** The one line before the picture: what this viewer may do, and how to leave. */
function introduction({ session, readOnly }: AttachInput, mayType: boolean): string {
  if (mayType) return `Attached to ${session}. Leave with Ctrl-\\ d; the agent goes on.`;
  if (readOnly) return `Looking at ${session}, read-only. Leave with Ctrl-\\ d.`;
  return `Looking at ${session}: another viewer has control. Leave with Ctrl-\\ d, take it with: ao attach ${session} --takeover`;
}

async function drawEvent(event: TerminalEvent, local: LocalTerminal, session: string): Promise<void> {
  switch (event.type) {
    case 'snapshot':
      return local.redraw(event.bytes);
    case 'data':
      return local.draw(event.bytes);
    case 'opened':
    case 'mode':
      local.setTitle(event.mode === 'control' ? `${session} · Ctrl-\\ d leaves` : `${session} · read-only · Ctrl-\\ d leaves`);
      return;
    case 'disconnected':
      local.setTitle(`${session} · connection lost, trying again · Ctrl-\\ d leaves`);
      return;
    case 'refused':
      local.ring();
      return;
    // The person sees what follows from these anyway.
    case 'resumed':
    case 'size':
    case 'exit':
  }
}

function exitText(exit: { readonly code: number | null; readonly signal: string | null }): string {
  if (exit.signal !== null) return ` by ${exit.signal}`;
  return exit.code === null ? '' : ` with code ${exit.code}`;
}

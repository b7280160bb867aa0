import type { Terminal } from '@ao/client';
import { AoError } from '@ao/domain';
import type { CliContext } from '../context/cli-context.ts';
import { createDetachFilter } from '../terminal/detach-keys.ts';
import { type LocalTerminal, takeLocalTerminal } from '../terminal/local-terminal.ts';

/** How to attach. */
export interface AttachInput {
  readonly session: string;
  readonly readOnly: boolean;
  readonly takeover: boolean;
}

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
  const { columns, rows } = process.stdout;
  return context.withDaemon(async (ao) => {
    const terminal = await ao.terminal(input.session, {
      mode: input.readOnly ? 'observe' : 'control',
      takeover: input.takeover,
      columns,
      rows,
    });
    context.note(`Attached to ${input.session}${input.readOnly ? ', read-only' : ''}. Leave with Ctrl-\\ d; the agent goes on.`);
    return show(terminal, input);
  });
}

async function show(terminal: Terminal, { session, readOnly }: AttachInput): Promise<string> {
  const detach = createDetachFilter();
  let message = `Left ${session}. It goes on; back with: ao attach ${session}`;
  const local = takeLocalTerminal({
    onInput(typed) {
      const { forward, detached } = detach(typed);
      if (!readOnly && forward.length > 0) terminal.write(forward);
      if (detached) terminal.close();
    },
    onResize: () => terminal.resize(local.size()),
  });
  // Ended from outside, the terminal has to be given back as well.
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.once(signal, () => terminal.close());
  try {
    for await (const event of terminal) {
      if (event.type === 'exit') {
        message = `${session} has ended${exitText(event.exit)}. Its words: ao output ${session}    Bring it back: ao session restore ${session}`;
        terminal.close();
      } else await drawEvent(event, local, session);
    }
  } finally {
    local.release();
  }
  return message;
}

type TerminalEvent = Terminal extends AsyncIterable<infer Event> ? Event : never;

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
    // The person sees what follows from these anyway.
    case 'resumed':
    case 'size':
    case 'refused':
    case 'exit':
  }
}

function exitText(exit: { readonly code: number | null; readonly signal: string | null }): string {
  if (exit.signal !== null) return ` by ${exit.signal}`;
  return exit.code === null ? '' : ` with code ${exit.code}`;
}

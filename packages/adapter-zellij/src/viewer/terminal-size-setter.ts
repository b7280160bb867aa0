import type { Clock, TerminalSize } from '@ao/ports';
import { ANSWER_WITHIN_MS, askZellij } from '../contract/ask-zellij.ts';
import { attachMessage, listPanesMessage } from '../contract/client-messages.ts';
import { connectToZellij, unreachable } from '../contract/zellij-connection.ts';
import { findPane } from '../screen/pane-listing.ts';

/** What is to get a size. */
export interface SizeRequest {
  readonly socketPath: string;
  readonly pane: number;
  readonly size: TerminalSize;
  readonly clock: Clock;
}

/** zellij takes a new size within a few milliseconds. */
const FIRST_LOOK_MS = 2;
const LONGEST_LOOK_MS = 20;
/** A client that comes while the session is still being set up is passed over; then another one comes. */
const CLIENT_FOR_MS = 250;

/**
 * Gives a session a size: it has the size of its smallest client, and keeps it when the last one has gone. So a client of that size
 * attaches, waits until the pane has it, and goes.
 *
 * @throws AoError `RUNTIME_UNAVAILABLE`
 */
export async function resizeTerminal(request: SizeRequest): Promise<void> {
  const deadline = request.clock.monotonic() + ANSWER_WITHIN_MS;
  while (!(await resizeByClient(request))) {
    if (request.clock.monotonic() >= deadline) throw unreachable('it did not take the new size in time');
  }
}

/** One client comes and goes; answers whether the pane has the size. */
async function resizeByClient({ socketPath, pane, size, clock }: SizeRequest): Promise<boolean> {
  let ended = false;
  const client = await connectToZellij(socketPath, { onMessage: () => {}, onClosed: () => (ended = true) });
  const until = clock.monotonic() + CLIENT_FOR_MS;
  try {
    client.send(attachMessage(size));
    for (let pauseMs = FIRST_LOOK_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_LOOK_MS)) {
      await clock.sleep(pauseMs);
      if (ended) throw unreachable('the session has ended');
      const now = findPane(await askZellij(socketPath, listPanesMessage(), clock), pane);
      if (now?.size.columns === size.columns && now.size.rows === size.rows) return true;
      if (clock.monotonic() >= until) return false;
    }
  } finally {
    client.close();
  }
}

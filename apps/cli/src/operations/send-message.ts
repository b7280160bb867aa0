import type { Message } from '@ao/client';
import { randomUUID } from 'node:crypto';
import type { CliContext } from '../context/cli-context.ts';
import { EXIT_CODES } from '../errors/exit-codes.ts';

/** What `ao send` was asked for. */
export interface SendInput {
  readonly session: string;
  readonly text: string;
  readonly id: string | undefined;
  readonly urgent: boolean;
  /** How long to wait for the end of its way; null: do not wait. */
  readonly waitMs: number | null;
}

/** What a script is told about a message: anything but "it arrived" is not success when one waited for it. */
export const EXIT_CODE_BY_STATE: Readonly<Record<Message['state'], number>> = {
  queued: EXIT_CODES.timedOut,
  typing: EXIT_CODES.timedOut,
  submitted: EXIT_CODES.timedOut,
  acknowledged: EXIT_CODES.done,
  unconfirmed: EXIT_CODES.done,
  stalled: EXIT_CODES.timedOut,
  refused: EXIT_CODES.conflict,
  failed: EXIT_CODES.failed,
  withdrawn: EXIT_CODES.conflict,
};

/** Sends a message; with a wait, until it is known what became of it. */
export async function sendMessage(
  context: CliContext,
  input: SendInput,
): Promise<{ readonly message: Message; readonly exitCode: number }> {
  // Chosen here, so that a second try after a lost answer cannot send it twice.
  const id = input.id ?? `m-${randomUUID().slice(0, 8)}`;
  const message = await context.withDaemon((ao) => ao.messages.send(input.session, { text: input.text, id, urgent: input.urgent }));
  const { waitMs } = input;
  if (waitMs === null) return { message, exitCode: EXIT_CODES.done };
  const settled = await context.withDaemon((ao) => ao.messages.settled(message.id, { timeoutMs: waitMs }));
  return { message: settled, exitCode: EXIT_CODE_BY_STATE[settled.state] };
}

import type { LaunchId, MessageId, SessionRecord } from '@ao/domain';
import type { Engine } from '../engine.ts';

/**
 * How a launch deals with the first prompt.
 *
 * - `none`: there is none, or the conversation has it already
 * - `in_command`: the command line carries it
 * - `queue`: it is sent as a message once the agent is ready
 */
export type FirstPrompt = 'none' | 'in_command' | 'queue';

/** How many of a session's messages are looked through for its first prompt. Older ones were delivered long ago. */
const SEARCHED_MESSAGES = 1_000;

/** Stores the first prompt as a message, so that it has a receipt like any other. */
export function queueFirstPrompt(
  engine: Pick<Engine, 'stores' | 'identifiers' | 'clock'>,
  session: SessionRecord,
  delivery: { readonly firstPrompt: FirstPrompt; readonly launchId: LaunchId },
): void {
  if (delivery.firstPrompt === 'none' || session.prompt === null) return;
  const { stores, identifiers, clock } = engine;
  const at = clock.now();
  const message = stores.messages.enqueue({
    id: identifiers.create('m-') as MessageId,
    sessionId: session.id,
    text: session.prompt,
    isFirstPrompt: true,
    sender: { kind: 'person' },
    urgent: false,
    createdAt: at,
    receipt: { state: 'queued', at, evidence: 'the first prompt of the session', screen: null },
  });
  if (delivery.firstPrompt === 'queue') return;
  const evidence = 'given to the agent on its command line';
  stores.messages.advance(message.id, ['queued'], {
    receipt: { state: 'submitted', at, evidence, screen: null },
    delivery: 'launch',
    launchId: delivery.launchId,
  });
}

/**
 * What a session that starts over without its conversation needs to be told. A prompt the agent has confirmed is never repeated:
 * its work is in the worktree, and doing it again would undo it. Nor is one that still waits, or that was given to an agent which
 * confirms nothing.
 */
export function firstPromptToRepeat(engine: Pick<Engine, 'stores'>, session: SessionRecord): string | null {
  if (session.prompt === null) return null;
  const messages = engine.stores.messages.listForSession(session.id, SEARCHED_MESSAGES);
  const first = messages.filter((message) => message.isFirstPrompt);
  const confirms = session.launch?.expectsSignals === true;
  const isTaken = first.some(({ state, delivery }) => state === 'acknowledged' || state === 'queued' || (!confirms && delivery !== null));
  return first.length === 0 || isTaken ? null : session.prompt;
}

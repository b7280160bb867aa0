import {
  AoError,
  followClock,
  isMessageId,
  type MessageId,
  type MessageRecord,
  parseMessageText,
  type SessionId,
  type SteadyTime,
} from '@ao/domain';
import type { LongLived, Messenger, SendRequest } from '@ao/ports';
import { acknowledgePrompt } from './confirmation/acknowledge-prompt.ts';
import type { DeliveryContext } from './delivery-context.ts';
import { DEFAULT_DELIVERY_POLICY } from './delivery-policy.ts';
import { createMessageProgress } from './message-progress.ts';
import type { MessengerOptions } from './messenger-options.ts';
import { type OutboxWorker, startOutboxWorker } from './outbox-worker.ts';
import { defaultSenderLine } from './sender-line.ts';

/** How often a drain looks whether the typing has ended. */
const DRAIN_POLL_MS = 50;

/**
 * Makes the messenger.
 *
 * - `send`, `acknowledge` and `settled` work at any time; messages are typed only while `run` runs
 * - one worker per session with open messages; a session without any costs nothing
 * - when it is stopped, what is being typed or handed over is finished or put down so that it never is again
 */
export function createMessenger(options: MessengerOptions): Messenger & LongLived {
  const { stores, clock, identifiers, agents } = options;
  const workers = new Map<SessionId, OutboxWorker>();
  let isRunning = false;
  let isDraining = false;
  let time: SteadyTime = followClock(null, readClock());
  const context: DeliveryContext = {
    options,
    policy: options.policy ?? DEFAULT_DELIVERY_POLICY,
    senderLine: options.senderLine ?? defaultSenderLine,
    progress: createMessageProgress(options),
    get startedAt() {
      time = followClock(time, readClock());
      return time.since;
    },
    isStopping: () => !isRunning || isDraining,
  };

  function readClock(): { readonly now: number; readonly monotonic: number } {
    return { now: clock.now(), monotonic: clock.monotonic() };
  }

  function send(request: SendRequest): MessageRecord {
    const { sessionId, sender, urgent } = request;
    if (request.id !== null && !isMessageId(request.id)) throw new AoError('MESSAGE_ID_INVALID', { details: { messageId: request.id } });
    const session = stores.sessions.get(sessionId);
    if (session === null) throw new AoError('SESSION_NOT_FOUND', { details: { sessionId } });
    const text = parseMessageText(request.text);
    const id = request.id ?? (identifiers.create('m-') as MessageId);
    // A repeated request is answered with what it did the first time, also when the session has ended since.
    if (stores.messages.get(id) === null) {
      if (session.phase === 'ended' || session.phase === 'stopping') throw sessionEnded(sessionId);
      const agent = agents(session.agent);
      if (agent?.composer === undefined && agent?.deliver === undefined) {
        throw new AoError('CAPABILITY_UNSUPPORTED', {
          message: `${agent?.displayName ?? session.agent} takes no messages. Attach to its terminal instead: \`ao attach ${sessionId}\`.`,
          details: { agent: session.agent, capability: 'messages' },
        });
      }
    }
    const at = clock.now();
    const receipt = { state: 'queued', at, evidence: 'stored', screen: null } as const;
    const message = stores.messages.enqueue({ id, sessionId, text, sender, urgent, isFirstPrompt: false, createdAt: at, receipt });
    wake(sessionId);
    return message;
  }

  function withdraw(id: MessageId, evidence: string): MessageRecord | null {
    const message = stores.messages.get(id);
    // What was begun once may be in the terminal, and the prompt of a launch may be on its command line.
    if (message === null || message.delivery !== null || message.isFirstPrompt) return null;
    const withdrawn = context.progress.move(id, ['queued'], { state: 'withdrawn', evidence });
    if (withdrawn !== null) wake(withdrawn.sessionId);
    return withdrawn;
  }

  function wake(sessionId: SessionId): void {
    if (!isRunning) return;
    const known = workers.get(sessionId);
    if (known !== undefined) {
      known.wake();
      return;
    }
    if (stores.messages.listOpen(sessionId).length === 0) return;
    workers.set(
      sessionId,
      startOutboxWorker(context, sessionId, () => workers.delete(sessionId)),
    );
  }

  function wakeSafely(sessionId: SessionId): void {
    try {
      wake(sessionId);
    } catch (thrown) {
      options.logger.error('The messages of a session could not be looked at', { sessionId, error: thrown });
    }
  }

  async function run(signal: AbortSignal): Promise<void> {
    const stopped = Promise.withResolvers<void>();
    const stop = (): void => stopped.resolve();
    [isRunning, isDraining, time] = [true, false, followClock(null, readClock())];
    // Whoever made the change goes first, and so does whoever tells clients of it.
    const changes = options.lifecycle.onReaction(({ sessionId }) => void Promise.resolve().then(() => wakeSafely(sessionId)));
    signal.addEventListener('abort', stop, { once: true });
    try {
      for (const sessionId of stores.messages.sessionsWithOpen()) wake(sessionId);
      if (!signal.aborted) await stopped.promise;
    } finally {
      isRunning = false;
      changes.close();
      signal.removeEventListener('abort', stop);
      await Promise.all(Array.from(workers.values(), settleWorker));
    }
  }

  return {
    name: 'messenger',
    run,
    async drain(signal) {
      isDraining = true;
      const isTyping = (): boolean => Array.from(workers.values()).some((worker) => worker.isTyping());
      while (isTyping() && !signal.aborted) await clock.sleep(DRAIN_POLL_MS, signal).catch(() => undefined);
    },
    send,
    withdraw,
    wake,
    acknowledge(sessionId, signal) {
      if (acknowledgePrompt(context, sessionId, signal) !== null) wake(sessionId);
    },
    settled: context.progress.settled,
  };
}

function sessionEnded(sessionId: SessionId): AoError {
  const message = `${sessionId} has ended. Bring it back with \`ao session restore ${sessionId}\`.`;
  return new AoError('SESSION_ENDED', { message, details: { sessionId } });
}

function settleWorker(worker: OutboxWorker): Promise<void> {
  worker.wake();
  return worker.done;
}

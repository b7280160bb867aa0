import { AoError, FINAL_MESSAGE_STATES, type MessageId, type MessageRecord, type MessageState, type Timestamp } from '@ao/domain';
import type { MessageStep } from '@ao/ports';
import type { MessengerOptions } from './messenger-options.ts';

/** A step of a message, as the one who takes it describes it. */
export interface ProgressStep extends Omit<MessageStep, 'receipt'> {
  readonly state: MessageState;
  readonly evidence: string;
  /** An excerpt of the screen, where the receipt needs one. */
  readonly screen?: string | null | undefined;
  /** Default: now. */
  readonly at?: Timestamp | undefined;
}

/** Moves messages on and tells those who wait for them. */
export interface MessageProgress {
  /** Takes a step if the message is in one of the expected states; answers null, and changes nothing, when it is not. */
  move(id: MessageId, from: readonly MessageState[], step: ProgressStep): MessageRecord | null;
  /** Resolves with the message once it is final, or as it is when the signal is aborted. Rejects with `MESSAGE_NOT_FOUND`. */
  settled(id: MessageId, signal?: AbortSignal): Promise<MessageRecord>;
}

/** Makes the one way messages move. */
export function createMessageProgress(options: Pick<MessengerOptions, 'stores' | 'clock'>): MessageProgress {
  const { stores, clock } = options;
  const waiting = new Map<MessageId, Set<(message: MessageRecord) => void>>();

  function move(id: MessageId, from: readonly MessageState[], step: ProgressStep): MessageRecord | null {
    const { state, evidence, screen = null, at = clock.now(), ...more } = step;
    const moved = stores.messages.advance(id, from, { ...more, receipt: { state, at, evidence, screen } });
    if (moved !== null && FINAL_MESSAGE_STATES.has(moved.state)) {
      const listeners = waiting.get(id) ?? [];
      waiting.delete(id);
      for (const listener of listeners) listener(moved);
    }
    return moved;
  }

  function settled(id: MessageId, signal?: AbortSignal): Promise<MessageRecord> {
    const known = stores.messages.get(id);
    if (known === null) return Promise.reject(new AoError('MESSAGE_NOT_FOUND', { details: { messageId: id } }));
    if (FINAL_MESSAGE_STATES.has(known.state) || signal?.aborted === true) return Promise.resolve(known);
    return new Promise((resolve) => {
      const done = (message: MessageRecord): void => {
        signal?.removeEventListener('abort', giveUp);
        resolve(message);
      };
      const giveUp = (): void => {
        waiting.get(id)?.delete(done);
        resolve(stores.messages.get(id) ?? known);
      };
      waiting.set(id, (waiting.get(id) ?? new Set()).add(done));
      signal?.addEventListener('abort', giveUp, { once: true });
    });
  }

  return { move, settled };
}

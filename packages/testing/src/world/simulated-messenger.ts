import { AoError, type SessionId } from '@ao/domain';
import type { Clock, IdentifierSource, Messenger, Stores } from '@ao/ports';

/** A messenger that stores messages and notes who was woken; it delivers nothing. */
export interface SimulatedMessenger extends Messenger {
  readonly woken: readonly SessionId[];
}

/** Makes the messenger of one process. */
export function createSimulatedMessenger(options: {
  readonly stores: Stores;
  readonly clock: Clock;
  readonly identifiers: IdentifierSource;
}): SimulatedMessenger {
  const { stores, clock, identifiers } = options;
  const woken: SessionId[] = [];
  return {
    woken,
    send(request) {
      const at = clock.now();
      const { sessionId, text, sender, urgent } = request;
      const id = request.id ?? (identifiers.create('m-') as NonNullable<typeof request.id>);
      if (stores.sessions.get(sessionId)?.phase === 'ended') throw new AoError('SESSION_ENDED', { details: { sessionId } });
      const receipt = { state: 'queued', at, evidence: 'stored', screen: null } as const;
      return stores.messages.enqueue({ id, sessionId, text, sender, urgent, isFirstPrompt: false, createdAt: at, receipt });
    },
    withdraw(id, evidence) {
      const message = stores.messages.get(id);
      if (message === null || message.delivery !== null || message.isFirstPrompt) return null;
      return stores.messages.advance(id, ['queued'], { receipt: { state: 'withdrawn', at: clock.now(), evidence, screen: null } });
    },
    wake: (sessionId) => void woken.push(sessionId),
    acknowledge(sessionId, signal) {
      const open = stores.messages.listOpen(sessionId).find((message) => message.text === signal.text);
      if (open === undefined) return;
      const receipt = { state: 'acknowledged', at: signal.at, evidence: signal.evidence, screen: null } as const;
      stores.messages.advance(open.id, [open.state], { receipt });
    },
    settled(id) {
      const message = stores.messages.get(id);
      return message === null ? Promise.reject(new AoError('MESSAGE_NOT_FOUND')) : Promise.resolve(message);
    },
  };
}

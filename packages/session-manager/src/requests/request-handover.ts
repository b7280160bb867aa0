import type { AgentRequest, SessionId, SessionRecord } from '@ao/domain';
import type { Lifecycle } from '@ao/lifecycle';
import type { AgentContactSource, AgentV1, Clock, Logger, LongLived, Stores, Subscription } from '@ao/ports';

/** Who looks at the terminals of sessions. */
export interface TerminalViewers {
  /** Whether anybody looks at the terminal of that session. */
  isWatched(sessionId: SessionId): boolean;
  /** Tells of everyone who begins to look. */
  onViewer(listener: (sessionId: SessionId) => void): Subscription;
}

/** What the handover needs. */
export interface RequestHandoverOptions {
  readonly stores: Pick<Stores, 'sessions'>;
  readonly lifecycle: Pick<Lifecycle, 'onReaction' | 'observe'>;
  readonly agents: ReadonlyMap<string, AgentV1>;
  readonly contact: AgentContactSource;
  readonly viewers: TerminalViewers;
  readonly clock: Pick<Clock, 'now'>;
  readonly logger: Logger;
}

/**
 * Hands requests over to whoever looks at the terminal. Some agents show nothing of a request while it can be answered from outside
 * (`AgentV1.hidesRequests`): as soon as a request and a viewer meet, whoever came first, it is released, so that the person has the
 * agent's own dialog.
 *
 * - released first and noted afterwards: after a crash in between the request is released once more, which is harmless
 * - one that could not be released is tried again with the next viewer or the next change of the session
 */
export function createRequestHandover(options: RequestHandoverOptions): LongLived {
  const { stores, lifecycle, agents, contact, viewers, clock, logger } = options;
  const running = new Map<string, Promise<void>>();

  function look(session: SessionRecord | null, signal: AbortSignal): void {
    if (session === null || session.phase !== 'live' || session.launch === null || signal.aborted) return;
    const agent = agents.get(session.agent);
    if (agent?.hidesRequests !== true || !viewers.isWatched(session.id)) return;
    for (const request of session.requests) {
      if (request.channel === null) continue;
      const key = `${session.id}\n${session.launch.id}\n${request.channel}`;
      if (running.has(key)) continue;
      const work = release(session, agent, request, signal).finally(() => running.delete(key));
      running.set(key, work);
    }
  }

  async function release(session: SessionRecord, agent: AgentV1, request: AgentRequest, signal: AbortSignal): Promise<void> {
    const { id: sessionId, launch } = session;
    if (launch === null || request.channel === null) return;
    try {
      const reach = await contact(session);
      if (reach === null) return;
      await agent.releaseRequest?.({ ...reach, request }, signal);
      lifecycle.observe(sessionId, {
        type: 'request_released',
        at: clock.now(),
        launchId: launch.id,
        requestId: request.id,
        channel: request.channel,
      });
    } catch (error) {
      logger.warn('A request could not be handed over to the terminal', { sessionId, requestId: request.id, error });
    }
  }

  return {
    name: 'request-handover',
    run: (signal) =>
      new Promise((resolve) => {
        const subscriptions = [
          lifecycle.onReaction(({ record }) => look(record, signal)),
          viewers.onViewer((sessionId) => look(stores.sessions.get(sessionId), signal)),
        ];
        for (const session of stores.sessions.list({ phases: ['live'] })) look(session, signal);
        const stop = () => {
          for (const subscription of subscriptions) subscription.close();
          void Promise.all(running.values()).then(() => resolve());
        };
        if (signal.aborted) stop();
        else signal.addEventListener('abort', stop, { once: true });
      }),
  };
}

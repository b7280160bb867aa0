import type { AgentRequest } from '@ao/domain';
import type { Lifecycle, LifecycleEvent } from '@ao/lifecycle';
import type { AgentContactSource, AgentV1, HookSpool, Logger, LongLived } from '@ao/ports';

/** What the release needs. */
export interface RequestReleaseOptions {
  readonly lifecycle: Pick<Lifecycle, 'onReaction'>;
  readonly agents: ReadonlyMap<string, AgentV1>;
  readonly contact: AgentContactSource;
  readonly spool: Pick<HookSpool, 'read'>;
  readonly logger: Logger;
}

/**
 * Tells agents which of their requests nobody will answer from outside any more: some let a program wait for the answer, and do not
 * end it when the person answers in the terminal. With the end of a session that counts for what nobody has read yet, too: such a
 * program outlives an agent that was killed.
 */
export function createRequestRelease(options: RequestReleaseOptions): LongLived {
  const { lifecycle, agents, contact, spool, logger } = options;

  async function release(event: LifecycleEvent, signal: AbortSignal): Promise<void> {
    const { sessionId, record } = event;
    const agent = agents.get(record.agent);
    if (agent?.releaseRequest === undefined) return;
    const over = requestsOver(event);
    if (event.reactions.some(({ type }) => type === 'session_ended')) over.push(...(await unreadRequests(event, agent)));
    for (const request of over) {
      if (request.channel === null) continue;
      try {
        const reach = await contact(record);
        if (reach !== null) await agent.releaseRequest({ ...reach, request }, signal);
      } catch (error) {
        logger.warn('A request that is over could not be released', { sessionId, requestId: request.id, error });
      }
    }
  }

  /** What hooks of the launch have asked while nobody read, and still wait for. */
  async function unreadRequests({ sessionId, record }: LifecycleEvent, agent: AgentV1): Promise<readonly AgentRequest[]> {
    try {
      const hooks = (await spool.read(sessionId)).filter(({ launchId }) => launchId === record.launch?.id);
      const signals = hooks.flatMap((hook) => agent.interpretHook?.(hook) ?? []);
      return signals.flatMap((signal) => (signal.type === 'activity' && signal.request !== undefined ? [signal.request] : []));
    } catch (error) {
      logger.warn('The hooks of an ended session could not be read', { sessionId, error });
      return [];
    }
  }

  return {
    name: 'request-release',
    run: (signal) =>
      new Promise((resolve) => {
        const running = new Set<Promise<void>>();
        const subscription = lifecycle.onReaction((event) => {
          if (!event.reactions.some(({ type }) => type === 'request_over' || type === 'session_ended')) return;
          const work = release(event, signal).finally(() => running.delete(work));
          running.add(work);
        });
        const stop = () => {
          subscription.close();
          void Promise.all(running).then(() => resolve());
        };
        if (signal.aborted) stop();
        else signal.addEventListener('abort', stop, { once: true });
      }),
  };
}

/** What the present launch of the session asks no longer. */
function requestsOver({ record, reactions }: LifecycleEvent): AgentRequest[] {
  return reactions.flatMap((reaction) =>
    reaction.type === 'request_over' && reaction.launchId === record.launch?.id ? [reaction.request] : [],
  );
}

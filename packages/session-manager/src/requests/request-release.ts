import type { Lifecycle, LifecycleEvent } from '@ao/lifecycle';
import type { AgentContactSource, AgentV1, Logger, LongLived } from '@ao/ports';

/** What the release needs. */
export interface RequestReleaseOptions {
  readonly lifecycle: Pick<Lifecycle, 'onReaction'>;
  readonly agents: ReadonlyMap<string, AgentV1>;
  readonly contact: AgentContactSource;
  readonly logger: Logger;
}

/**
 * Tells agents which of their requests nobody will answer from outside any more: some let a program wait for the answer, and do not
 * end it when the person answers in the terminal.
 */
export function createRequestRelease(options: RequestReleaseOptions): LongLived {
  const { lifecycle, agents, contact, logger } = options;

  async function release({ sessionId, record, reactions }: LifecycleEvent, signal: AbortSignal): Promise<void> {
    const agent = agents.get(record.agent);
    if (agent?.releaseRequest === undefined) return;
    for (const reaction of reactions) {
      if (reaction.type !== 'request_over' || reaction.request.channel === null || reaction.launchId !== record.launch?.id) continue;
      try {
        const reach = await contact(record);
        if (reach !== null) await agent.releaseRequest({ ...reach, request: reaction.request }, signal);
      } catch (error) {
        logger.warn('A request that is over could not be released', { sessionId, requestId: reaction.request.id, error });
      }
    }
  }

  return {
    name: 'request-release',
    run: (signal) =>
      new Promise((resolve) => {
        const running = new Set<Promise<void>>();
        const subscription = lifecycle.onReaction((event) => {
          if (!event.reactions.some(({ type }) => type === 'request_over')) return;
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

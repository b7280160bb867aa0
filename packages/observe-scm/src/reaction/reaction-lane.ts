import type { PullRequestObserverOptions } from '../observer-options.ts';
import type { Lane } from '../schedule/lane.ts';
import { consider, type ConsiderTools } from './consider.ts';

/** Reading why checks failed takes seconds each; so many pull requests are considered side by side. */
const SIDE_BY_SIDE = 4;
const FAULT_MS = 60_000;
/** What is due in less is due. */
const LEAST_WAIT_MS = 250;

/** Considers pull requests whenever something about them has changed, or time alone makes a difference. */
export interface ReactionLane extends Lane {
  /** Something has changed: consider it, once more also when that is just being done. */
  changed(id: string): void;
  /** Whether it is being considered, or about to be. */
  isBusy(id: string): boolean;
}

/** Makes it. */
export function createReactionLane(
  options: PullRequestObserverOptions & { readonly tools: ConsiderTools; readonly over: () => void },
): ReactionLane {
  const { clock, logger, tools } = options;
  const dueAt = new Map<string, number>();
  const running = new Map<string, Promise<void>>();

  async function work(id: string, signal: AbortSignal): Promise<void> {
    try {
      const { nextLookAt } = await consider(options, tools, id, signal);
      if (nextLookAt !== null) bring(id, Math.max(LEAST_WAIT_MS, nextLookAt - clock.now()));
    } catch (thrown) {
      if (signal.aborted) return;
      logger.error('What follows from a pull request could not be carried out; it is tried again', { pullRequestId: id, error: thrown });
      bring(id, FAULT_MS);
    }
  }

  function bring(id: string, inMs: number): void {
    dueAt.set(id, Math.min(dueAt.get(id) ?? Number.POSITIVE_INFINITY, clock.monotonic() + inMs));
  }

  function nextDueMs(): number | null {
    const waiting = Array.from(dueAt).filter(([id]) => !running.has(id));
    return waiting.length === 0 ? null : Math.min(...waiting.map(([, at]) => at)) - clock.monotonic();
  }

  return {
    step(signal) {
      const now = clock.monotonic();
      for (const [id, at] of Array.from(dueAt)) {
        if (running.size >= SIDE_BY_SIDE || signal.aborted) return;
        if (at > now || running.has(id)) continue;
        dueAt.delete(id);
        running.set(
          id,
          work(id, signal).finally(() => {
            running.delete(id);
            options.over();
          }),
        );
      }
    },
    dueInMs: () => (running.size >= SIDE_BY_SIDE ? null : nextDueMs()),
    isQuiet: () => running.size === 0 && (nextDueMs() ?? 1) > 0,
    idle: async () => void (await Promise.all(running.values())),
    changed: (id) => bring(id, 0),
    isBusy: (id) => running.has(id) || (dueAt.get(id) ?? Number.POSITIVE_INFINITY) <= clock.monotonic(),
  };
}

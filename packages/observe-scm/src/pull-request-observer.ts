import type { SessionId, Timestamp } from '@ao/domain';
import type { LifecycleEvent } from '@ao/lifecycle';
import type { LongLived, RepositoryAddress } from '@ao/ports';
import { createDiscoveryLane, type RepositoryView } from './discovery/discovery-lane.ts';
import { createForgeHosts } from './host/forge-hosts.ts';
import type { ForgeView } from './host/forge-view.ts';
import type { PullRequestObserverOptions } from './observer-options.ts';
import { createPollLane } from './poll/poll-lane.ts';
import { createReactionLane } from './reaction/reaction-lane.ts';
import { createAlarm } from './schedule/alarm.ts';
import { createLookWaiters } from './schedule/look-waiters.ts';
import { createWatchList } from './watch-list.ts';

/** A wish that something is looked at before its time. */
export interface LookRequest {
  /** New pull requests of it are looked for. */
  readonly repository?: RepositoryAddress | undefined;
  /** These are looked at. With neither: everything is. */
  readonly pullRequestIds?: readonly string[] | undefined;
  /** For the log: who wants it. */
  readonly reason: string;
}

/** What the observer sees, and what it does not. */
export interface PullRequestObserverView {
  readonly isRunning: boolean;
  readonly hosts: readonly ForgeView[];
  readonly repositories: readonly RepositoryView[];
  /** How many pull requests are looked at by themselves. */
  readonly watched: number;
}

/** Watches pull requests. */
export interface PullRequestObserver extends LongLived {
  /** Returns at once; many wishes within a moment are one look. Does nothing while the observer does not run. */
  requestLook(request: LookRequest): void;
  /**
   * Looks now, and resolves when that is done and what follows from it is carried out; at most when the signal is aborted. Without ids: at everything, new
   * pull requests included. What a host's limits forbid is not looked at.
   */
  lookNow(ids?: readonly string[], signal?: AbortSignal): Promise<void>;
  /** Settings have changed: decides anew what follows from what is known, without asking any host. Returns at once. */
  reconsider(): void;
  /** When a pull request was last seen, which is later than what is stored of it while nothing changes; null when it was not, in this process. */
  seenAt(id: string): Timestamp | null;
  /** What can be seen of the hosts it knows; part of {@link PullRequestObserver.view}. */
  hosts(): readonly ForgeView[];
  view(): PullRequestObserverView;
}

/** An agent whose turn has ended has often just opened a pull request, or pushed. */
const AFTER_TURN_MS = 2_000;
const AFTER_LAUNCH_MS = 5_000;
const FRESH_MS = 2_000;
/** Nothing is looked for in shorter steps. */
const LEAST_WAIT_MS = 25;
/** Clocks that drift apart by more than this: the machine slept, and everything may be out of date. */
const SLEPT_MS = 30_000;

/**
 * Makes the observer of pull requests: one for all sessions, repositories and hosts.
 *
 * - three kinds of work go on side by side: looking for new ones, looking at known ones, and carrying out what follows; a host that is slow or away
 *   holds up neither the others nor what needs no host
 * - nothing is asked before `run`, nor while there is nothing to watch; there is one timer
 * - everything is stored before it counts as seen, and what is sent is stored together with the memory of it: it may be ended at any moment
 */
export function createPullRequestObserver(options: PullRequestObserverOptions): PullRequestObserver {
  const { lifecycle, clock, logger, stores } = options;
  const alarm = createAlarm(clock);
  const over = (): void => alarm.wake();
  const hosts = createForgeHosts(options);
  const list = createWatchList(options);
  const waiters = createLookWaiters();
  const polls = createPollLane({ ...options, hosts, list, over, looked });
  const reactions = createReactionLane({
    ...options,
    over,
    tools: {
      stores,
      accounts(host) {
        const account = hosts.views().find((view) => view.host === host)?.account ?? null;
        return account === null ? (options.authors ?? []) : [account, ...(options.authors ?? [])];
      },
      newest: (id) => list.get(id)?.snapshot ?? null,
      lookAgain: polls.lookAgain,
      heard(host, answer) {
        if (answer.outcome === 'unknown') hosts.missed(host, answer.error);
        else hosts.saw(host);
      },
    },
  });
  const discovery = createDiscoveryLane({ ...options, hosts, over, found });
  const lanes = [discovery, polls, reactions] as const;
  const lastStates = new Map<SessionId, string>();
  let isRunning = false;

  function looked({ id }: { readonly id: string }, isSeen: boolean): void {
    if (isSeen) reactions.changed(id);
  }

  function found(ids: readonly string[]): void {
    // Some may have been taken away.
    list.refresh();
    polls.bring(ids);
    alarm.wake();
  }

  function sessionChanged({ sessionId, record, reactions: changes }: LifecycleEvent): void {
    const has = (type: (typeof changes)[number]['type']): boolean => changes.some((change) => change.type === type);
    if (has('phase_changed') || has('launched')) discovery.replan();
    if (has('launched')) discovery.expect(sessionId, AFTER_LAUNCH_MS);
    const isTurnOver = has('became_idle') || has('session_ended');
    if (isTurnOver) discovery.expect(sessionId, AFTER_TURN_MS);
    const state = `${record.phase} ${record.activity.state} ${record.launch?.state}`;
    if (lastStates.get(sessionId) !== state) {
      lastStates.set(sessionId, state);
      for (const watched of list.ofSession(sessionId)) {
        polls.reschedule(watched);
        reactions.changed(watched.id);
      }
    }
    // What is told here is not committed yet; the loop looks after it is.
    alarm.wake();
  }

  async function run(signal: AbortSignal): Promise<void> {
    const subscription = lifecycle.onReaction(sessionChanged);
    const stop = (): void => alarm.wake();
    signal.addEventListener('abort', stop, { once: true });
    isRunning = true;
    let drift = clock.now() - clock.monotonic();
    try {
      start();
      while (!signal.aborted) {
        const newDrift = clock.now() - clock.monotonic();
        if (Math.abs(newDrift - drift) > SLEPT_MS) everythingNow('the clock was set, or the machine slept', false);
        drift = newDrift;
        for (const lane of lanes) lane.step(signal);
        waiters.check();
        const due = lanes.flatMap((lane) => lane.dueInMs() ?? []);
        await alarm.wait(due.length === 0 ? null : Math.max(LEAST_WAIT_MS, Math.min(...due)), signal);
        // Whoever changed something in the same breath commits it first.
        await Promise.resolve();
      }
    } finally {
      isRunning = false;
      subscription.close();
      signal.removeEventListener('abort', stop);
      waiters.close();
      await Promise.all(lanes.map((lane) => lane.idle()));
    }
  }

  /** What was decided before, and what time has made due meanwhile, does not wait for the first answer of a host. */
  function start(): void {
    list.refresh();
    considerAll();
  }

  function considerAll(): void {
    for (const { id, snapshot } of list.all()) if (snapshot !== null) reactions.changed(id);
  }

  /** Whoever waits for the answer gets one from after the question, whatever was seen a moment before it. */
  function everythingNow(reason: string, isWaitedFor: boolean): void {
    logger.info('Everything is looked at', { reason });
    hosts.retry();
    list.refresh();
    polls.force(list.all().flatMap(({ id, dueAt, lookedAt }) => (dueAt === null || (!isWaitedFor && isFresh(lookedAt)) ? [] : [id])));
    discovery.replan();
    discovery.hurry(null);
    alarm.wake();
  }

  /** Hints that come again and again are one look. */
  function isFresh(lookedAt: number | null): boolean {
    return lookedAt !== null && clock.monotonic() - lookedAt < FRESH_MS;
  }

  function requestLook({ repository, pullRequestIds, reason }: LookRequest): void {
    if (!isRunning) return;
    if (repository === undefined && pullRequestIds === undefined) return everythingNow(reason, false);
    if (repository !== undefined) discovery.hurry(repository);
    if (pullRequestIds !== undefined) polls.bring(pullRequestIds);
    alarm.wake();
  }

  return {
    name: 'observe-scm',
    run,
    requestLook,
    async lookNow(ids, signal) {
      if (!isRunning || signal?.aborted === true) return;
      if (ids === undefined) everythingNow('somebody asked', true);
      else {
        polls.force(ids);
        alarm.wake();
      }
      const isDone = (): boolean =>
        ids === undefined ? lanes.every((lane) => lane.isQuiet()) : polls.isQuiet() && !ids.some((id) => reactions.isBusy(id));
      await waiters.until(isDone, signal);
    },
    reconsider() {
      if (!isRunning) return;
      considerAll();
      alarm.wake();
    },
    seenAt: (id) => list.get(id)?.snapshot?.observedAt ?? null,
    hosts: () => hosts.views(),
    view: () => ({
      isRunning,
      hosts: hosts.views(),
      repositories: discovery.views(),
      watched: list.all().filter(({ dueAt }) => dueAt !== null).length,
    }),
  };
}

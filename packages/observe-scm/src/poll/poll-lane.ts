import type { DurationMs } from '@ao/domain';
import type { ForgeAnswer, PullRequestSnapshot } from '@ao/ports';
import type { ForgeHosts } from '../host/forge-hosts.ts';
import { DEFAULT_LOOK_PACE } from '../look-pace.ts';
import type { PullRequestObserverOptions } from '../observer-options.ts';
import { createLane, type Lane } from '../schedule/lane.ts';
import type { WatchedPullRequest, WatchList } from '../watch-list.ts';
import { chooseDue } from './choose-due.ts';
import { pollDelay } from './poll-delay.ts';
import { takeAnswer } from './take-answer.ts';

/** The stored list is read again after so long: others may have added to it. */
const REFRESH_MS = 60_000;
const FAULT_MS = 60_000;
/** Between two looks that nobody waits for, whatever is said to have happened: a host may tell of a hundred checks in a minute. */
const LEAST_GAP_MS = 5_000;
/** Whether it conflicts is asked for at most so often while the head stays the same. */
const ASK_AGAIN_MS = 10 * 60_000;
/** A host works it out in a few seconds. */
const ASKED_LOOK_MS = 5_000;
const ASKS_AT_ONCE = 10;

/** Looks at the pull requests that are known. */
export interface PollLane extends Lane {
  /** Somebody waits for these; they are looked at now, unless the host may not be asked. */
  force(ids: readonly string[]): void;
  /** Something is said to have happened to these: they are looked at as soon as that is seemly, however often it is said. */
  bring(ids: readonly string[]): void;
  /** Looks at one at once, for whoever waits for it; null when it cannot be seen. */
  lookAgain(id: string, signal: AbortSignal): Promise<PullRequestSnapshot | null>;
  /** A session has changed, and how often its pull requests are looked at with it. */
  reschedule(watched: WatchedPullRequest): void;
  /** Read the stored list again before the next look. */
  refresh(): void;
}

/** Makes it. `looked` is called with each that a round has looked at; `isSeen` tells whether there is something to decide on. */
export function createPollLane(
  options: PullRequestObserverOptions & {
    readonly hosts: ForgeHosts;
    readonly list: WatchList;
    readonly looked: (watched: WatchedPullRequest, isSeen: boolean) => void;
    readonly over: () => void;
  },
): PollLane {
  const { scm, stores, clock, logger, hosts, list } = options;
  const pace = options.pace ?? DEFAULT_LOOK_PACE;
  const random = options.random ?? Math.random;
  let refreshedAt: number | null = null;

  function refreshIfOld(): void {
    if (refreshedAt !== null && clock.monotonic() - refreshedAt < REFRESH_MS) return;
    list.refresh();
    refreshedAt = clock.monotonic();
  }

  function delayOf(watched: WatchedPullRequest): DurationMs | null {
    const record = stores.sessions.get(watched.owner.sessionId);
    const session = {
      phase: record?.phase ?? 'ended',
      activity: record?.activity.state ?? 'exited',
      endedAt: record?.end?.at ?? null,
    };
    const { snapshot, pendingSince, headSeenAt, blind } = watched;
    const { delayMs } = pollDelay({ snapshot, session, pendingSince, headSeenAt, blind, now: clock.now() }, pace);
    return delayMs === null ? null : delayMs * hosts.stretch(watched.repository.host) * (0.95 + 0.1 * random());
  }

  function schedule(watched: WatchedPullRequest): void {
    const delayMs = delayOf(watched);
    watched.dueAt = delayMs === null ? null : clock.monotonic() + delayMs;
  }

  async function round(signal: AbortSignal): Promise<void> {
    refreshIfOld();
    const held = heldByHost();
    const waiting = list.all().map((watched) => ({ watched, isHeld: held(watched.repository.host) !== null }));
    const due = chooseDue(waiting, clock.monotonic());
    if (due.length === 0) return;
    // A wish that comes while the host is asked is one for the next round: this answer may be from before it.
    for (const watched of due) watched.isForced = false;
    const answers = await scm.poll(
      due.map(({ id }) => id),
      signal,
    );
    signal.throwIfAborted();
    for (const watched of due) {
      const isSeen = take(watched, answers.get(watched.id));
      if (isSeen !== null) options.looked(watched, isSeen);
    }
    await askAboutConflicts(due, signal);
  }

  /** Asked once for each host, however many pull requests lie there. */
  function heldByHost(): (host: string) => DurationMs | null {
    const known = new Map<string, DurationMs | null>();
    return (host) => {
      const kept = known.get(host);
      if (kept !== undefined) return kept;
      const until = hosts.notBefore(host);
      const held = until === null ? null : until - clock.now();
      known.set(host, held);
      return held;
    };
  }

  function heldMs({ repository }: WatchedPullRequest): DurationMs | null {
    const until = hosts.notBefore(repository.host);
    return until === null ? null : until - clock.now();
  }

  function take(watched: WatchedPullRequest, answer: ForgeAnswer<PullRequestSnapshot> | undefined): boolean | null {
    // It may have been taken off the list while the host was asked.
    if (list.get(watched.id) !== watched || stores.pullRequests.get(watched.id) === null) {
      watched.dueAt = null;
      return null;
    }
    if (answer === undefined) {
      schedule(watched);
      return null;
    }
    try {
      const { isSeen, error } = takeAnswer(options, watched, answer);
      if (error === null || answer.outcome === 'forbidden') hosts.saw(watched.repository.host);
      else hosts.missed(watched.repository.host, error);
      schedule(watched);
      return isSeen;
    } catch (thrown) {
      logger.error('What was seen of a pull request could not be stored', { pullRequestId: watched.id, error: thrown });
      watched.dueAt = clock.monotonic() + FAULT_MS;
      return null;
    }
  }

  /** Reading alone does not make a host work out whether a pull request conflicts; asking for it once does. */
  async function askAboutConflicts(due: readonly WatchedPullRequest[], signal: AbortSignal): Promise<void> {
    const open = due.filter(({ snapshot, asked }) => {
      if (snapshot === null || snapshot.conflict !== 'unknown' || snapshot.state === 'merged' || snapshot.state === 'closed') return false;
      return asked === null || asked.head !== snapshot.headCommit || clock.monotonic() - asked.at >= ASK_AGAIN_MS;
    });
    for (const watched of open.slice(0, ASKS_AT_ONCE)) {
      const { snapshot, repository, number } = watched;
      if (snapshot === null || heldMs(watched) !== null) continue;
      watched.asked = { head: snapshot.headCommit, at: clock.monotonic() };
      const answer = await scm.askMergeability({ repository, number }, signal);
      signal.throwIfAborted();
      if (answer.outcome === 'unknown') hosts.missed(repository.host, answer.error);
      else if (watched.dueAt !== null) watched.dueAt = Math.min(watched.dueAt, clock.monotonic() + ASKED_LOOK_MS);
    }
  }

  const lane = createLane({
    name: 'poll',
    logger,
    dueInMs() {
      if (refreshedAt === null) return 0;
      const now = clock.monotonic();
      const held = heldByHost();
      const times = list.all().flatMap((watched) => {
        if (watched.dueAt === null && !watched.isForced) return [];
        return [Math.max(watched.isForced ? 0 : (watched.dueAt ?? now) - now, held(watched.repository.host) ?? 0)];
      });
      return times.length === 0 ? null : Math.min(...times);
    },
    round,
    over: options.over,
    putOff() {
      refreshedAt ??= clock.monotonic();
      for (const watched of list.all()) {
        watched.isForced = false;
        if (watched.dueAt !== null && watched.dueAt <= clock.monotonic()) watched.dueAt = clock.monotonic() + FAULT_MS;
      }
    },
  });

  return {
    ...lane,
    force(ids) {
      refreshedAt = null;
      refreshIfOld();
      for (const id of ids) {
        const watched = list.get(id);
        if (watched !== null) watched.isForced = true;
      }
    },
    bring(ids) {
      if (ids.some((id) => list.get(id) === null)) list.refresh();
      const now = clock.monotonic();
      for (const id of ids) {
        const watched = list.get(id);
        if (watched === null) continue;
        const gapMs = Math.min(LEAST_GAP_MS, pace.pendingMs / 2) * hosts.stretch(watched.repository.host);
        const at = watched.lookedAt === null ? now : Math.max(now, watched.lookedAt + gapMs);
        watched.dueAt = Math.min(watched.dueAt ?? at, at);
      }
    },
    async lookAgain(id, signal) {
      const watched = list.get(id);
      if (watched === null || heldMs(watched) !== null) return null;
      const answers = await scm.poll([id], signal);
      signal.throwIfAborted();
      return take(watched, answers.get(id)) === true ? watched.snapshot : null;
    },
    reschedule(watched) {
      if (watched.dueAt === null || watched.lookedAt === null || watched.snapshot === null) return;
      const delayMs = delayOf(watched);
      watched.dueAt = delayMs === null ? null : Math.max(clock.monotonic(), watched.lookedAt + delayMs);
    },
    refresh() {
      refreshedAt = null;
    },
  };
}

import type { EventFeed, FeedReset, FeedSubscription } from '@ao/cdc';
import type { ChangeEvent } from '@ao/domain';
import type { SessionView } from '@ao/service-session';
import type { HttpClock } from '../app/http-environment.ts';
import { eventFrame, heartbeatFrame } from './event-frame.ts';
import { aboutSession, passesFilter, type StreamFilter } from './stream-filter.ts';
import type { StreamOutput } from './stream-output.ts';

/** How long a client that was told to start again may take to read its last frames. */
const LINGER_MS = 5000;

/** Where a stream starts: from a picture of everything, or behind the last event the client has seen. */
export type StreamStart = { readonly from: 'snapshot' } | { readonly from: 'after'; readonly sequence: number };

/** What one stream needs. */
export interface EventStreamOptions {
  readonly output: StreamOutput;
  readonly feed: EventFeed;
  readonly start: StreamStart;
  readonly filter: StreamFilter;
  readonly clock: HttpClock;
  /** Encodes a change once for all streams. */
  readonly frameOf: (event: ChangeEvent) => Uint8Array;
  /** The sessions the filter lets through; ended ones only when asked for. */
  readonly listSessions: (includeEnded: boolean) => readonly SessionView[];
  readonly onFailure: (error: unknown) => void;
}

/**
 * One client's stream: snapshot or what was missed, then live.
 *
 * - a client that reads slowly holds up nobody: it is given no more until it has read, statuses are kept as the last one per session,
 *   and when the feed's patience ends, `reset` is its last event
 * - a resumed stream gets the present statuses once it has caught up: those that changed while it was away have no event to replay
 */
export interface EventStream {
  /** Starts the stream. Called once, when the hub knows of it. When it throws, nothing was sent yet. */
  open(): void;
  /** A status changed. */
  offerStatus(sessionId: string, frame: Uint8Array): void;
  heartbeat(): void;
  /** The client has read what was waiting. */
  resume(): void;
  /** Ends the stream after a last frame. */
  end(lastFrame: Uint8Array): void;
  /** The connection is gone. */
  release(): void;
}

/** Makes a stream over an open response. */
export function createEventStream(options: EventStreamOptions): EventStream {
  const { output, feed, filter, clock } = options;
  const waitingStatuses = new Map<string, Uint8Array>();
  const missedSessions = new Set<string>();
  let subscription: FeedSubscription | null = null;
  let catchUpTo: number | null = null;
  let seen = 0;
  let told = 0;
  let isOver = false;

  function onEvents(events: readonly ChangeEvent[]): boolean {
    if (isOver) return true;
    guarded(() => output.batch(() => events.forEach(offerEvent)));
    guarded(finishCatchUp);
    return !output.isFull();
  }

  function offerEvent(event: ChangeEvent): void {
    seen = event.sequence;
    if (!passesFilter(filter, event)) return;
    told = event.sequence;
    if (catchUpTo !== null && event.sessionId !== null) missedSessions.add(event.sessionId);
    output.write(options.frameOf(event));
  }

  /** The feed's callbacks must not throw: a stream that cannot go on is cut, and its client connects again. */
  function guarded(work: () => void): void {
    try {
      work();
    } catch (error) {
      options.onFailure(error);
      output.cut();
    }
  }

  function finishCatchUp(): void {
    if (catchUpTo === null || seen < catchUpTo) return;
    catchUpTo = null;
    // Reading all that ever ended, at every reconnection, is spared when none of them was missed.
    for (const session of options.listSessions(missedSessions.size > 0)) {
      if (session.phase === 'ended' && !missedSessions.has(session.id)) continue;
      const { id: sessionId, status, reason } = session;
      output.write(eventFrame({ type: 'session.status', sessionId, status, reason, at: clock.now() }));
    }
    missedSessions.clear();
  }

  function onReset(reset: FeedReset): void {
    if (isOver) return;
    subscription = null;
    const frame = eventFrame({ type: 'reset', ...reset });
    if (reset.reason === 'too_slow') {
      end(frame);
      return;
    }
    output.write(frame);
    guarded(startFromSnapshot);
  }

  function subscribe(start: Parameters<EventFeed['subscribe']>[0]['start']): void {
    let wasReset = false;
    const opened = feed.subscribe({
      start,
      onEvents,
      onReset(reset) {
        wasReset = true;
        onReset(reset);
      },
    });
    // A feed may tell at once that it cannot start there; what `onReset` subscribed to then must not be forgotten.
    if (!wasReset) subscription = opened;
  }

  function startFromSnapshot(): void {
    catchUpTo = null;
    subscribe({ from: 'head' });
    const cursor = feed.head();
    seen = cursor;
    told = cursor;
    const sessions = options.listSessions(filter.sessionId !== null);
    output.write(eventFrame({ type: 'snapshot', cursor, sessions }, cursor));
  }

  function startAfter(sequence: number): void {
    seen = sequence;
    told = sequence;
    catchUpTo = feed.head();
    subscribe({ from: 'after', sequence });
    if (sequence === catchUpTo) finishCatchUp();
  }

  function end(lastFrame: Uint8Array): void {
    if (isOver) return;
    isOver = true;
    subscription?.close();
    output.end(lastFrame, (cut) => void clock.setTimer(LINGER_MS, cut));
  }

  return {
    open() {
      const { start } = options;
      if (start.from === 'snapshot') startFromSnapshot();
      else startAfter(start.sequence);
      output.begin();
    },
    offerStatus(sessionId, frame) {
      if (isOver || !passesFilter(filter, aboutSession(sessionId))) return;
      if (output.isFull()) waitingStatuses.set(sessionId, frame);
      else output.write(frame);
    },
    heartbeat() {
      if (isOver || output.isFull()) return;
      output.write(heartbeatFrame(seen > told ? seen : null));
      told = Math.max(told, seen);
    },
    resume() {
      if (isOver || output.isFull()) return;
      for (const frame of waitingStatuses.values()) output.write(frame);
      waitingStatuses.clear();
      subscription?.ready();
    },
    end,
    release() {
      isOver = true;
      subscription?.close();
    },
  };
}

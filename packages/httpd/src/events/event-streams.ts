import type { ServerResponse } from 'node:http';
import { AoError } from '@ao/domain';
import type { HttpDependencies } from '../app/http-dependencies.ts';
import { eventFrame } from './event-frame.ts';
import { createEventStream, type EventStream, type StreamStart } from './event-stream.ts';
import { createFrameCache } from './frame-cache.ts';
import { passesFilter, type StreamFilter } from './stream-filter.ts';
import { openStreamOutput } from './stream-output.ts';

const HEARTBEAT_MS = 15_000;

/** A client that wants events. */
export interface StreamRequest {
  readonly outgoing: ServerResponse;
  readonly headers: Readonly<Record<string, string>>;
  readonly start: StreamStart;
  readonly filter: StreamFilter;
}

/** All open event streams. */
export interface EventStreams {
  /** Takes over a response. Throws `DAEMON_STOPPING` once closed. */
  open(request: StreamRequest): void;
  count(): number;
  /** Ends every stream with a `shutdown` event; resolves when the last one is closed. */
  close(): Promise<void>;
}

/** Makes the hub: one subscription to statuses, one timer for heartbeats, one encoding of each event for all streams. */
export function createEventStreams(
  dependencies: Pick<HttpDependencies, 'feed' | 'statuses' | 'sessions' | 'clock' | 'logger'>,
): EventStreams {
  const { feed, statuses, sessions, clock, logger } = dependencies;
  const streams = new Set<EventStream>();
  const frameOf = createFrameCache();
  let heartbeat: { cancel(): void } | null = null;
  let statusSubscription: { close(): void } | null = null;
  let onEmpty: (() => void) | null = null;
  let isClosed = false;

  function beat(): void {
    for (const stream of streams) stream.heartbeat();
    heartbeat = clock.setTimer(HEARTBEAT_MS, beat);
  }

  function onFirst(): void {
    heartbeat = clock.setTimer(HEARTBEAT_MS, beat);
    statusSubscription = statuses.subscribe(({ sessionId, status, reason, at }) => {
      const frame = eventFrame({ type: 'session.status', sessionId, status, reason, at });
      for (const stream of streams) stream.offerStatus(sessionId, frame);
    });
  }

  function onLast(): void {
    heartbeat?.cancel();
    statusSubscription?.close();
    onEmpty?.();
  }

  function forget(stream: EventStream): void {
    stream.release();
    if (streams.delete(stream) && streams.size === 0) onLast();
  }

  return {
    open({ outgoing, headers, start, filter }) {
      if (isClosed) throw new AoError('DAEMON_STOPPING');
      const output = openStreamOutput(outgoing, headers, {
        onRoom: () => stream.resume(),
        onClosed: () => forget(stream),
      });
      const stream = createEventStream({
        output,
        feed,
        start,
        filter,
        clock,
        frameOf,
        onFailure: (error) => logger.error('An event stream was cut.', { error }),
        listSessions: (includeEnded) =>
          sessions
            .list({ projectId: filter.projectId ?? undefined, includeEnded })
            .filter((session) => passesFilter(filter, { sessionId: session.id, projectId: session.projectId })),
      });
      streams.add(stream);
      if (streams.size === 1) onFirst();
      try {
        stream.open();
      } catch (error) {
        forget(stream);
        throw error;
      }
    },
    count: () => streams.size,
    close() {
      isClosed = true;
      const frame = eventFrame({ type: 'shutdown' });
      for (const stream of streams) stream.end(frame);
      if (streams.size === 0) return Promise.resolve();
      return new Promise((resolve) => {
        onEmpty = resolve;
      });
    },
  };
}

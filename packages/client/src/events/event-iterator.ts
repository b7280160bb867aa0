import { AoApiError } from '../ao-api-error.ts';
import type { StreamEvent } from '../api-types.ts';
import { type ApiCaller, unreachable } from '../transport/api-caller.ts';
import { parseJson } from '../transport/parse-json.ts';
import { createBackOff } from './back-off.ts';
import { createSilenceLimit } from './silence-limit.ts';
import { createSseParser, type SseFrame } from './sse-parser.ts';

/** Which events, from where on, and for how long. */
export interface EventsOptions {
  /** The sequence number of the last event that was seen. Without it the stream starts with a `snapshot`. 0: everything the log still has. */
  readonly after?: number | undefined;
  /** Only events of this session. */
  readonly session?: string | undefined;
  /** Only events of this project. */
  readonly project?: string | undefined;
  /** Ends the loop with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** False: the loop ends when the connection does. Default true. */
  readonly reconnect?: boolean | undefined;
}

/**
 * Follows the daemon's events.
 *
 * - without a gap: after a lost connection it goes on behind the last event, waiting a little longer each time it fails
 * - `reset` means that this was not possible; what is known is out of date, and a `snapshot` follows
 * - a connection on which not even heartbeats come is given up, too
 * - `shutdown` is yielded; the loop goes on when the daemon is back
 * - errors that another try cannot mend (`TOKEN_INVALID`, `INVALID_SESSION_ID` …) are thrown
 */
export async function* followEvents(caller: ApiCaller, options: EventsOptions): AsyncGenerator<StreamEvent, void, void> {
  const { signal } = options;
  const reconnect = options.reconnect ?? true;
  const backOff = createBackOff();
  let cursor = options.after;
  for (;;) {
    try {
      for await (const frame of frames(caller, options, cursor)) {
        backOff.reset();
        if (frame.id !== null) cursor = Number(frame.id);
        if (frame.data === null) continue;
        const event = eventOf(frame.data);
        if (event.type === 'reset') cursor = undefined;
        yield event;
      }
    } catch (error) {
      signal?.throwIfAborted();
      if (!reconnect || !isPassing(error)) throw error;
      await caller.address.refresh();
    }
    if (!reconnect) return;
    await backOff.pause(signal);
  }
}

async function* frames(caller: ApiCaller, options: EventsOptions, after: number | undefined): AsyncGenerator<SseFrame, void, void> {
  const silence = createSilenceLimit(options.signal);
  try {
    const answer = await caller.open({
      method: 'GET',
      path: '/api/v1/events',
      query: { after, session: options.session, project: options.project },
      headers: { accept: 'text/event-stream' },
      signal: silence.signal,
    });
    const parser = createSseParser();
    for await (const chunk of answer.chunks()) {
      silence.heard();
      yield* parser.push(chunk);
    }
  } catch (error) {
    throw unreachable(error, caller.address.current().url);
  } finally {
    silence.end();
  }
}

/** The shape behind `type` is the daemon's promise; a newer daemon may send types this version does not know. */
function eventOf(data: string): StreamEvent {
  const value = parseJson(data);
  if (typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string') return value as StreamEvent;
  throw new AoApiError({
    code: 'UNEXPECTED_ANSWER',
    kind: 'unavailable',
    status: 200,
    message: 'The event stream holds something that is no event.',
  });
}

/** Whether the daemon may be back soon. */
function isPassing(error: unknown): boolean {
  return error instanceof AoApiError && (error.code === 'DAEMON_NOT_RUNNING' || error.code === 'DAEMON_STOPPING');
}

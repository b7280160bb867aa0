/** Which requests something may happen to. */
export type FaultTarget = 'graphql' | 'rest' | 'log';

/** What goes wrong with a request. */
export type FaultEffect =
  /** An answer of any kind, for example `{ status: 502, body: '<html>…' }`. */
  | { readonly type: 'status'; readonly status: number; readonly body?: string; readonly headers?: Readonly<Record<string, string>> }
  /** The answer comes later. */
  | { readonly type: 'delay'; readonly delayMs: number }
  /** No answer ever comes. */
  | { readonly type: 'hang' }
  /** The connection is cut. */
  | { readonly type: 'reset' }
  /** The limit against too many requests at once, in the words of GitHub; `retryAfter` is the header as it is. */
  | { readonly type: 'secondary_limit'; readonly status?: 403 | 429; readonly retryAfter?: string }
  /** The hourly limit is used up; it begins anew in so many seconds. */
  | { readonly type: 'primary_limit'; readonly resetInSeconds: number }
  /** The answer says 200, but half of it is missing. */
  | { readonly type: 'half_answer' }
  /** A query that GitHub understood and then could not carry out. */
  | { readonly type: 'graphql_error'; readonly errorType?: string; readonly message: string };

/** A fault that waits for its request. */
export interface Fault {
  readonly on: FaultTarget;
  readonly effect: FaultEffect;
  /** How many requests it happens to. Default 1. */
  readonly times?: number;
  /** Only requests this holds for. */
  readonly when?: (request: FaultRequest) => boolean;
}

/** What a fault may look at. */
export interface FaultRequest {
  readonly method: string;
  readonly path: string;
  /** How many ids a query hands in. */
  readonly ids: number;
  /** Name of the query's operation. */
  readonly operation: string;
}

/** Faults in the order they were given. */
export interface FaultQueue {
  add(fault: Fault): void;
  clear(): void;
  /** The effect that befalls this request; null for none. */
  take(on: FaultTarget, request: FaultRequest): FaultEffect | null;
}

/** Makes a queue without faults. */
export function createFaultQueue(): FaultQueue {
  let waiting: { readonly fault: Fault; left: number }[] = [];
  return {
    add: (fault) => void waiting.push({ fault, left: fault.times ?? 1 }),
    clear: () => {
      waiting = [];
    },
    take(on, request) {
      const found = waiting.find(({ fault, left }) => left > 0 && fault.on === on && (fault.when?.(request) ?? true));
      if (found === undefined) return null;
      found.left -= 1;
      return found.fault.effect;
    },
  };
}

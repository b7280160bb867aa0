import type { DurationMs } from '@ao/domain';

/**
 * How a call into the simulated machine goes wrong.
 *
 * - `fail`: it rejects and has done nothing
 * - `fail_after`: it has done its work, and rejects all the same
 * - `hang`: it neither works nor answers until it is aborted
 * - `hang_deaf`: it never answers and does not listen to the abort either
 * - `slow`: it works after a while, unless it is aborted before
 * - `late`: it works after a while, whatever the caller does meanwhile
 */
export type WorldFault =
  | { readonly type: 'fail'; readonly error: Error }
  | { readonly type: 'fail_after'; readonly error: Error }
  | { readonly type: 'hang' }
  | { readonly type: 'hang_deaf' }
  | { readonly type: 'slow'; readonly delayMs: DurationMs }
  | { readonly type: 'late'; readonly delayMs: DurationMs };

/** The faults that wait for their calls. */
export interface WorldFaults {
  /** After `skip` calls of that name that go well (default: none), `times` calls (default: one) go wrong. Names look like `runtime.create`. */
  inject(call: string, fault: WorldFault, options?: { readonly times?: number; readonly skip?: number }): void;
  /** Takes back every fault that has not happened yet. */
  heal(): void;
  /** Takes the fault for a call, if one waits. */
  take(call: string): WorldFault | null;
}

/** Makes an empty set of faults. */
export function createWorldFaults(): WorldFaults {
  const waiting = new Map<string, (WorldFault | null)[]>();
  return {
    inject(call, fault, { times = 1, skip = 0 } = {}) {
      const queue = waiting.get(call) ?? [];
      for (let count = 0; count < skip; count += 1) queue.push(null);
      for (let count = 0; count < times; count += 1) queue.push(fault);
      waiting.set(call, queue);
    },
    heal: () => waiting.clear(),
    take: (call) => waiting.get(call)?.shift() ?? null,
  };
}

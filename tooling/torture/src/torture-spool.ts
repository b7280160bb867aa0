import type { LaunchId, SessionId, Timestamp } from '@ao/domain';
import type { HookSpool, SpooledHook } from '@ao/ports';

/** A spool in memory that outlives the daemon, as the one on the disk does. */
export interface TortureSpool {
  readonly spool: HookSpool;
  drop(hook: { readonly sessionId: SessionId; readonly launchId: LaunchId; readonly at: Timestamp; readonly payload: string }): void;
}

/** Makes an empty spool. */
export function createTortureSpool(): TortureSpool {
  const entries = new Map<string, SpooledHook>();
  const listeners = new Set<() => void>();
  let count = 0;
  return {
    drop(hook) {
      count += 1;
      const token = `hook-${count}`;
      entries.set(token, { ...hook, token });
      for (const listener of Array.from(listeners)) listener();
    },
    spool: {
      prepare: () => Promise.resolve('/spool'),
      read: async (sessionId) =>
        [...entries.values()].filter((entry) => entry.sessionId === sessionId).toSorted((one, other) => one.at - other.at),
      async remove(_sessionId, tokens) {
        for (const token of tokens) entries.delete(token);
      },
      watch(_sessionId, listener) {
        listeners.add(listener);
        return { close: () => void listeners.delete(listener) };
      },
      discard: () => Promise.resolve(),
    },
  };
}

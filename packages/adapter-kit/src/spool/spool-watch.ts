import { type FSWatcher, watch } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Subscription } from '@ao/ports';
import { launchesIn } from './spool-folder.ts';

/**
 * Watches the spool of one session: its folder for new launches, and each launch for payloads.
 *
 * - the listener is called once when watching has begun, and for each arrival; it may be called for nothing
 * - a machine out of watches is no error: callers poll slowly behind it
 */
export function watchSpool(sessionSpool: string, listener: () => void): Subscription {
  const watchers = new Map<string, FSWatcher>();
  let closed = false;

  function add(path: string, onName: (name: string) => void): void {
    if (closed || watchers.has(path)) return;
    try {
      const watcher = watch(path, { persistent: false }, (_event, name) => {
        if (!closed && name !== null) onName(name);
      });
      const drop = () => {
        watcher.close();
        watchers.delete(path);
      };
      watcher.on('error', drop);
      watchers.set(path, watcher);
    } catch {
      // Gone again, or out of watches: the poll behind us finds what arrives.
    }
  }

  function addLaunches(): void {
    for (const launch of launchesIn(sessionSpool)) {
      add(join(sessionSpool, launch), (name) => {
        if (name.endsWith('.json')) listener();
      });
    }
    // What was written before the watch began would be missed otherwise.
    if (!closed) listener();
  }

  function addLaunchesQuietly(): void {
    try {
      addLaunches();
    } catch {
      // The poll behind us finds what arrives.
    }
  }

  async function begin(): Promise<void> {
    await mkdir(sessionSpool, { recursive: true, mode: 0o700 });
    add(sessionSpool, addLaunchesQuietly);
    addLaunches();
  }

  void begin().catch(() => undefined);
  return {
    close() {
      closed = true;
      for (const watcher of watchers.values()) watcher.close();
      watchers.clear();
    },
  };
}

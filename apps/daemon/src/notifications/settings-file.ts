import { statSync } from 'node:fs';
import { toAoError } from '@ao/domain';
import { DEFAULT_NOTIFICATION_SETTINGS, type NotificationSetup, type NotificationSetupSource } from '@ao/notifications';
import type { LongLived } from '@ao/ports';
import type { OutletSurroundings } from './make-outlets.ts';
import { readSettings } from './read-settings.ts';

/** A change of the file is noticed within this time. */
const LOOK_EVERY_MS = 2_000;

/** The settings of notices, kept up to date with their file. */
export interface SettingsFileWatch extends NotificationSetupSource {
  readonly watch: LongLived;
}

/**
 * Reads the settings now, and again whenever the file changes while `watch` runs. A file with a mistake changes nothing but the `problem`: what was
 * read before stays in use.
 */
export function watchSettingsFile(path: string, surroundings: OutletSurroundings): SettingsFileWatch {
  const { clock, logger } = surroundings;
  const listeners = new Set<() => void>();
  let seen = stampOf(path);
  let current = read({ settings: DEFAULT_NOTIFICATION_SETTINGS, outlets: [], problem: null });

  function read(before: NotificationSetup): NotificationSetup {
    try {
      return { ...readSettings(path, surroundings), problem: null };
    } catch (error) {
      const { message } = toAoError(error, `reading ${path}`);
      logger.error('the notification settings cannot be used; those before stay in use', { problem: message });
      return { ...before, problem: message };
    }
  }

  function look(): void {
    const stamp = stampOf(path);
    if (stamp === seen) return;
    seen = stamp;
    current = read(current);
    if (current.problem === null) logger.info('the notification settings were read', { outlets: current.outlets.length });
    for (const listener of listeners) listener();
  }

  return {
    current: () => current,
    onChange(listener) {
      const registered = (): void => listener();
      listeners.add(registered);
      return { close: () => void listeners.delete(registered) };
    },
    watch: {
      name: 'notification settings',
      async run(signal) {
        while (!signal.aborted) {
          look();
          await clock.sleep(LOOK_EVERY_MS, signal).catch(() => undefined);
        }
      },
    },
  };
}

/** Differs whenever the file was written, replaced, removed, or given other rights. */
function stampOf(path: string): string {
  try {
    const facts = statSync(path, { throwIfNoEntry: false, bigint: true });
    return facts === undefined ? 'none' : [facts.ino, facts.size, facts.mtimeNs, facts.ctimeNs].join(':');
  } catch (error) {
    // What is wrong with it is told by reading it.
    return (error as NodeJS.ErrnoException).code ?? 'unknown';
  }
}

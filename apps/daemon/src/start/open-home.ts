import { homedir } from 'node:os';
import { AoError } from '@ao/domain';
import { createSystemClock, readProcessIdentity } from '@ao/adapter-kit';
import { type Config, loadConfig, type PreparedHome, prepareHome } from '@ao/config';
import type { ProcessIdentity } from '@ao/domain';
import type { Clock, Logger } from '@ao/ports';
import { acquireInstanceLock, openStores, type StoresHandle } from '@ao/store-sqlite';
import { guardTimers } from '../supervise/guarded-clock.ts';
import { openLog } from '../system/open-log.ts';
import { VERSION } from '../version.ts';

/** A home that belongs to this process alone, with its stores open. */
export interface OpenHome {
  readonly config: Config;
  readonly home: PreparedHome;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly stores: StoresHandle;
  /** This very process. */
  readonly process: ProcessIdentity;
  /** Closes stores and log and lets the next daemon in; the last thing that happens. */
  close(): void;
}

/**
 * Reads the settings, prepares the data directory, locks it, and opens the database, in this order: nothing of the home is changed
 * before it is known that no other daemon serves it.
 *
 * @throws AoError what stands in the way, for example `DAEMON_ALREADY_RUNNING` or `DATABASE_NEWER`.
 */
export async function openHome(options: {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly workingDirectory: string;
  readonly foreground: boolean;
}): Promise<OpenHome> {
  const config = loadConfig(options.env, { homeDirectory: homedir(), workingDirectory: options.workingDirectory });
  const home = prepareHome(config.home, { userId: process.getuid?.() ?? null });
  const lock = acquireInstanceLock(home.lockPath);
  const log = openLog({ config, home, foreground: options.foreground });
  const clock = guardTimers(createSystemClock(), log.logger);
  try {
    const stores = openStores({
      path: home.databasePath,
      backupsDirectory: home.backupsDirectory,
      clock,
      logger: log.logger.child({ part: 'stores' }),
      appVersion: VERSION,
    });
    const identity = await readProcessIdentity(process.pid);
    if (identity === null) throw new AoError('INTERNAL', { message: 'The system does not tell when this process was started.' });
    function close(): void {
      stores.close();
      log.close();
      lock.release();
    }
    return { config, home, clock, logger: log.logger, stores, process: identity, close };
  } catch (error) {
    log.logger.error('the daemon could not start', { error });
    log.close();
    lock.release();
    throw error;
  }
}

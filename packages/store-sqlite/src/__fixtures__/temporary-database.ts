import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFakeClock, createRecordingLogger, type FakeClock, type RecordingLogger } from '@ao/testing';
import Database from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import { type OpenStoresOptions, openStores } from '../open-stores.ts';
import type { StoresHandle } from '../stores-handle.ts';

/** A folder for a database of one test; everything in it is gone after the test. */
export interface TemporaryDatabase {
  readonly directory: string;
  readonly path: string;
  readonly backupsDirectory: string;
  readonly clock: FakeClock;
  readonly logger: RecordingLogger;
  /** Opens stores that are closed after the test. */
  open(changes?: Partial<OpenStoresOptions>): StoresHandle;
  /** Opens the file past the stores, as another program would. */
  openRaw(): Database.Database;
  backups(): readonly string[];
}

/** Makes the folder. Call it inside a test. */
export function temporaryDatabase(): TemporaryDatabase {
  const directory = mkdtempSync(join(tmpdir(), 'ao-stores-'));
  const path = join(directory, 'ao.db');
  const backupsDirectory = join(directory, 'backups');
  const clock = createFakeClock();
  const logger = createRecordingLogger();
  const opened: { close(): void }[] = [];
  onTestFinished(() => {
    for (const handle of opened) handle.close();
    rmSync(directory, { recursive: true, force: true });
  });
  return {
    directory,
    path,
    backupsDirectory,
    clock,
    logger,
    open(changes = {}) {
      const stores = openStores({ path, backupsDirectory, clock, logger, appVersion: '1.0.0', busyTimeoutMs: 20, ...changes });
      opened.push(stores);
      return stores;
    },
    openRaw() {
      const database = new Database(path, { timeout: 20 });
      opened.push(database);
      return database;
    },
    backups: () => readdirSync(backupsDirectory).sort(),
  };
}

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createSystemClock } from '@ao/adapter-kit';
import type { ChangeEvent, MessageRecord, OperationRecord, SessionRecord } from '@ao/domain';
import { openStores } from '@ao/store-sqlite';
import { createSilentLogger } from '@ao/testing';
import Database from 'better-sqlite3';
import type { CrashHome } from './crash-home.ts';

/** What a daemon has stored, at one instant. */
export interface StoredFacts {
  /** What SQLite itself finds wrong. */
  readonly damage: readonly string[];
  readonly sessions: readonly SessionRecord[];
  readonly openOperations: readonly OperationRecord[];
  readonly messages: readonly MessageRecord[];
  /** Every change behind the given one. */
  readonly changes: readonly ChangeEvent[];
  /** The operations of a session, newest first. */
  operationsOf(sessionId: SessionRecord['id']): readonly OperationRecord[];
}

const EVERYTHING = 1_000_000;

/** Looks at the database of a home from outside, whether its daemon runs or not; nothing in it is changed. */
export function readStoredFacts(home: CrashHome, changesAfter: number): StoredFacts {
  const copy = join(home.folder, `facts-${process.pid}.db`);
  removeDatabase(copy);
  const database = new Database(join(home.home, 'ao.db'), { readonly: true, timeout: 5_000 });
  const damage: string[] = [];
  try {
    const [verdict] = database.pragma('integrity_check') as readonly { readonly integrity_check: string }[];
    if (verdict?.integrity_check !== 'ok') damage.push(`integrity_check: ${verdict?.integrity_check}`);
    const dangling = database.pragma('foreign_key_check') as readonly unknown[];
    if (dangling.length > 0) damage.push(`foreign_key_check: ${JSON.stringify(dangling[0])}`);
    database.prepare('VACUUM INTO ?').run(copy);
  } finally {
    database.close();
  }
  const logger = createSilentLogger();
  using stores = openStores({ path: copy, backupsDirectory: home.folder, clock: createSystemClock(), logger, appVersion: 'facts' });
  const sessions = stores.sessions.list();
  const operations = new Map(sessions.map(({ id }) => [id, stores.operations.listForSession(id, 100)]));
  const facts: StoredFacts = {
    damage,
    sessions,
    openOperations: stores.operations.listOpen(),
    messages: sessions.flatMap(({ id }) => stores.messages.listForSession(id, 100)),
    changes: stores.changeLog.after(changesAfter, EVERYTHING),
    operationsOf: (id) => operations.get(id) ?? [],
  };
  stores.close();
  removeDatabase(copy);
  return facts;
}

function removeDatabase(path: string): void {
  for (const end of ['', '-wal', '-shm']) rmSync(`${path}${end}`, { force: true });
}

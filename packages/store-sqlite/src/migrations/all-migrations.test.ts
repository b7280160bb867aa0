import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSession } from '@ao/conformance';
import { getTableColumns, getTableName } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { describe, expect, test } from 'vitest';
import { temporaryDatabase } from '../__fixtures__/temporary-database.ts';
import { changeLog } from '../schema/change-log-table.ts';
import { issueIntake } from '../schema/issue-intake-table.ts';
import { messageReceipts, messages } from '../schema/message-tables.ts';
import { noticeDeliveries, notices } from '../schema/notice-tables.ts';
import { operationSteps, operations } from '../schema/operation-tables.ts';
import { projects, sessionNumbers } from '../schema/project-tables.ts';
import {
  checkFailures,
  pullRequestChecks,
  pullRequestOpenThreads,
  reviewComments,
  reviewThreads,
} from '../schema/pull-request-part-tables.ts';
import { pullRequests } from '../schema/pull-request-table.ts';
import { reactionLedgers, sessionReactionChoices } from '../schema/reaction-tables.ts';
import { repositoryWatches } from '../schema/repository-watch-table.ts';
import { agentReports } from '../schema/report-tables.ts';
import { sessions } from '../schema/session-table.ts';
import { sessionHeads, wakeStates, wakeTold } from '../schema/wake-tables.ts';
import { ALL_MIGRATIONS } from './all-migrations.ts';
import { migrationHash } from './migration.ts';

/** Databases out there have exactly these. A line here is added, never changed: a change of the schema is a new migration. */
const RELEASED: Readonly<Record<string, string>> = {
  '202611221500-initial': 'f8feb34808c4631461b1ce0fe903d0d0d22a151ed2b5756b968c5c76a0cee2cd',
  '202611221830-agent-requests': '94070dab990471b430f3ce35b865ccab19c6db5687fec03d783c596cf661aeae',
  '202611222140-queued-sessions': '62d7636719135d83591f2bc09675c8303de2247be02b227c6b9803ac0e8d805a',
  '202611230100-pull-request-details': 'e563fc7f43f7f14351a602a61719913e448b9b6228429ba33e46cb924f07aad7',
  '202611230120-issue-intake': '402f1b58abf5a05f228e2c97998e9ca657cbb52622dcecce8735ce7cc3879969',
  '202611230130-agent-reports': '9c608ce3aaf28215048823bb1cbca56353fc9a7d39888ddcf0fc3c7019ee1519',
  '202611230140-notices': '590112e23deb3e6fbe72a5b3a8a60fb22f6cf3a38ea9efa6d02a69f5e80706f0',
};

/** The newest migration of each version that was given to people: there is a database as that version wrote it. */
const VERSIONS = ['202611221500-initial', '202611221830-agent-requests', '202611222140-queued-sessions', '202611230140-notices'] as const;

const TABLES: readonly SQLiteTable[] = [
  agentReports,
  sessionHeads,
  wakeStates,
  wakeTold,
  changeLog,
  issueIntake,
  messageReceipts,
  messages,
  noticeDeliveries,
  notices,
  operationSteps,
  operations,
  projects,
  pullRequests,
  pullRequestChecks,
  pullRequestOpenThreads,
  reviewThreads,
  reviewComments,
  checkFailures,
  reactionLedgers,
  sessionReactionChoices,
  repositoryWatches,
  sessionNumbers,
  sessions,
];

interface TableColumn {
  readonly name: string;
  readonly type: string;
  readonly notnull: number;
}

test('released migrations have not been touched', () => {
  expect(Object.fromEntries(ALL_MIGRATIONS.map((migration) => [migration.name, migrationHash(migration)]))).toEqual(RELEASED);
});

test('migrations have names that sort by the minute they were written, each its own', () => {
  const names = ALL_MIGRATIONS.map((migration) => migration.name);
  expect([...new Set(names)].sort()).toEqual(names);
  for (const name of names) expect(name).toMatch(/^20\d{10}-[a-z0-9-]+$/);
});

describe('the schema in code and the schema in the database', () => {
  test('have the same tables', () => {
    const { open, openRaw } = temporaryDatabase();
    open();
    const stored = openRaw()
      .prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`)
      .pluck();
    expect(stored.all()).toEqual([...TABLES.map(getTableName), 'migrations'].sort());
  });

  test.each(TABLES.map((table) => [getTableName(table), table] as const))('have the same columns in %s', (name, table) => {
    const { open, openRaw } = temporaryDatabase();
    open();
    const stored = openRaw().pragma(`table_info(${name})`) as readonly TableColumn[];
    const declared = Object.values(getTableColumns(table)).map(
      (column) => `${column.name} ${column.getSQLType().toUpperCase()} ${column.notNull}`,
    );
    expect(stored.map((column) => `${column.name} ${column.type} ${column.notnull === 1}`).sort()).toEqual(declared.sort());
  });

  test('every table is strict, so that no column ever holds another type than declared', () => {
    const { open, openRaw } = temporaryDatabase();
    open();
    const loose = openRaw().prepare(`SELECT name FROM pragma_table_list WHERE schema = 'main' AND strict = 0 AND name NOT LIKE 'sqlite_%'`);
    expect(loose.all()).toEqual([]);
  });
});

describe('databases of released versions', () => {
  test.each(VERSIONS)('one made by %s is brought up to date with everything in it', (name) => {
    const { open, openRaw } = temporaryDatabase();
    const dump = join(import.meta.dirname, '__fixtures__', `${name}.sql`);
    expect(existsSync(dump), `${dump} holds the database as that version wrote it`).toBe(true);
    const raw = openRaw();
    raw.exec(readFileSync(dump, 'utf8'));
    raw.close();
    const stores = open();
    const knowsQueue = name >= '202611222140-queued-sessions';
    expect(stores.projects.list()).toMatchObject([{ id: 'shop', config: { model: 'large', env: { CI: '1' } } }]);
    expect(stores.sessions.list()).toMatchObject([
      { id: 'shop-1', phase: 'live', launch: { state: 'ready', process: { pid: 4711 } }, activity: { state: 'blocked' } },
      { id: 'shop-2', phase: 'ended', end: { reason: 'killed' } },
      ...(knowsQueue ? [{ id: 'shop-3', phase: 'queued', launch: null }] : []),
    ]);
    const asked = name < '202611221830-agent-requests' ? [] : [{ id: 'tool-1', choices: [{ id: 'allow' }, { id: 'deny' }] }];
    expect(stores.sessions.get('shop-1' as never)?.requests).toMatchObject(asked);
    expect(stores.operations.listOpen()).toMatchObject([
      ...(knowsQueue ? [{ id: 'o-2', sessionId: 'shop-3', steps: [] }] : []),
      { id: 'o-1', steps: [{ name: 'worktree', state: 'done' }] },
    ]);
    expect(stores.messages.listOpen('shop-1' as never)).toMatchObject([
      { id: 'm-1', receipts: [{ state: 'queued' }, { state: 'typing' }] },
    ]);
    expect(stores.pullRequests.listForSessions(['shop-1' as never])).toMatchObject([
      {
        facts: { number: 412, ci: 'pending', note: null },
        origin: 'found',
        repository: { host: 'github.com', owner: 'acme', name: 'shop' },
        sourceRepository: { host: 'github.com', owner: 'acme', name: 'shop' },
        ...(name < '202611230100-pull-request-details' ? { snapshot: null } : {}),
      },
    ]);
    expect(stores.changeLog.bounds().newest).toBeGreaterThan(0);
    expect(createSession(stores).id).toBe(knowsQueue ? 'shop-4' : 'shop-3');
  });
});

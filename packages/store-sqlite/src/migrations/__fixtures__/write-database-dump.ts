/**
 * Writes the database of the present version, with a little of everything in it, as SQL to standard output. Run once for each
 * release that has a new migration, and commit the result beside this file under the name of that migration:
 *
 *     node --conditions=@ao/source src/migrations/__fixtures__/write-database-dump.ts > src/migrations/__fixtures__/<name>.sql
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSession, SHOP, sampleLaunch, sampleMessage, sampleOperation, sampleProject, samplePullRequest, sampleRequest } from '@ao/conformance';
import type { Stores } from '@ao/ports';
import { createFakeClock, createSilentLogger } from '@ao/testing';
import Database from 'better-sqlite3';
import { openStores } from '../../open-stores.ts';

function fill(stores: Stores): void {
  stores.projects.add(sampleProject('shop', { config: { model: 'large', env: { CI: '1' } } }));
  const launch = sampleLaunch({ state: 'ready', readyAt: 3_000 });
  const { id } = createSession(stores, { phase: 'live', launch });
  stores.sessions.updateFacts(id, (facts) => ({
    ...facts,
    activity: { ...facts.activity, state: 'blocked', detail: `Allow Bash: echo "it's ✓"?`, correlationId: 'tool-1' },
    requests: [sampleRequest('tool-1')],
  }));
  createSession(stores, { phase: 'ended', end: { at: 5_000, reason: 'killed', message: null } });
  const { id: waiting } = createSession(stores, { phase: 'queued', phaseDeadlineAt: null });
  stores.operations.begin(sampleOperation('o-2', waiting));
  const operation = stores.operations.begin({ ...sampleOperation('o-1', id), request: { idempotencyKey: 'k-1' } });
  stores.operations.recordStep(operation.id, {
    name: 'worktree',
    state: 'done',
    startedAt: 1,
    finishedAt: 2,
    created: { path: '/worktrees/shop/shop-1' },
  });
  const message = stores.messages.enqueue(sampleMessage('m-1', id));
  stores.messages.advance(message.id, ['queued'], {
    receipt: { state: 'typing', at: 4_000, evidence: 'first byte', screen: '> ' },
    delivery: 'typed',
    launchId: launch.id,
  });
  stores.pullRequests.upsert(samplePullRequest('1', id));
  stores.projects.setConfig(SHOP, { model: 'large', env: { CI: '1' } });
}

function dump(database: Database.Database): string {
  const objects = database.prepare<[], { type: string; name: string; sql: string }>(
    `SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'
     ORDER BY CASE type WHEN 'table' THEN 1 WHEN 'index' THEN 2 ELSE 3 END, rowid`,
  );
  const statements: string[] = ['PRAGMA foreign_keys = OFF', 'BEGIN'];
  for (const { type, name, sql } of objects.all()) {
    if (type !== 'table') continue;
    statements.push(sql, ...rows(database, name));
  }
  statements.push(...rows(database, 'sqlite_sequence').map((row) => row.replace('INSERT', 'INSERT OR REPLACE')));
  statements.push(...objects.all().flatMap(({ type, sql }) => (type === 'table' ? [] : [sql])));
  return [...statements, 'COMMIT'].map((statement) => `${statement};\n`).join('');
}

function rows(database: Database.Database, table: string): readonly string[] {
  const names = database.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table);
  const values = names.map((name) => `quote("${name}")`).join(` || ', ' || `);
  return database
    .prepare<[], string>(`SELECT ${values} FROM "${table}"`)
    .pluck()
    .all()
    .map((row) => `INSERT INTO "${table}" (${names.join(', ')}) VALUES (${row})`);
}

const directory = mkdtempSync(join(tmpdir(), 'ao-dump-'));
const options = { clock: createFakeClock(), logger: createSilentLogger(), appVersion: '0.1.0', backupsDirectory: directory };
const path = join(directory, 'ao.db');
const stores = openStores({ ...options, path });
fill(stores);
stores.close();
const database = new Database(path, { readonly: true });
process.stdout.write(dump(database));
database.close();
rmSync(directory, { recursive: true });

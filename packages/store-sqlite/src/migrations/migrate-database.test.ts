import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { hasTriggers } from '../triggers/install-triggers.ts';
import type { Trigger } from '../triggers/trigger.ts';
import { appliedMigrations } from './inspect-database.ts';
import { migrateDatabase } from './migrate-database.ts';
import type { Migration } from './migration.ts';

const first: Migration = {
  name: '203001010000-first',
  sql: `CREATE TABLE parents (id INTEGER PRIMARY KEY, name TEXT) STRICT;
        CREATE TABLE children (id INTEGER PRIMARY KEY, parent_id INTEGER NOT NULL REFERENCES parents (id) ON DELETE CASCADE) STRICT;
        CREATE TABLE told (text TEXT) STRICT;`,
};

/** Rebuilds a table the only way SQLite has for many changes. */
const rebuild: Migration = {
  name: '203001020000-rebuild',
  sql: `CREATE TABLE parents_new (id INTEGER PRIMARY KEY, name TEXT NOT NULL DEFAULT '') STRICT;
        INSERT INTO parents_new SELECT id, coalesce(name, '') FROM parents;
        DROP TABLE parents;
        ALTER TABLE parents_new RENAME TO parents;`,
};

const triggers: readonly Trigger[] = [
  { name: 'tell_parent', sql: `CREATE TRIGGER tell_parent AFTER INSERT ON parents BEGIN INSERT INTO told VALUES (NEW.name); END` },
  { name: 'tell_rename', sql: `CREATE TRIGGER tell_rename AFTER UPDATE ON parents BEGIN INSERT INTO told VALUES (NEW.name); END` },
];

function migrated(...pending: Migration[]): Database.Database {
  const database = new Database(':memory:');
  migrateDatabase(database, { pending, triggers, now: 5, appVersion: '1.0.0' });
  return database;
}

function migrate(database: Database.Database, ...pending: Migration[]): void {
  migrateDatabase(database, { pending, triggers, now: 6, appVersion: '1.1.0' });
}

test('a rebuilt table keeps its triggers, and the rows that refer to it', () => {
  const database = migrated(first);
  database.exec(`INSERT INTO parents VALUES (1, 'ada'), (2, NULL); INSERT INTO children VALUES (10, 1), (11, 2); DELETE FROM told`);
  migrate(database, rebuild);
  expect(database.prepare('SELECT id, parent_id FROM children').raw().all()).toEqual([
    [10, 1],
    [11, 2],
  ]);
  expect(hasTriggers(database, triggers)).toBe(true);
  expect(database.prepare('SELECT text FROM told').all(), 'copying rows tells nobody').toEqual([]);
  database.exec(`INSERT INTO parents VALUES (3, 'eve')`);
  expect(database.prepare('SELECT text FROM told').pluck().all()).toEqual(['eve']);
  expect(appliedMigrations(database).map((migration) => [migration.name, migration.appVersion])).toEqual([
    ['203001010000-first', '1.0.0'],
    ['203001020000-rebuild', '1.1.0'],
  ]);
});

test('foreign keys hold afterwards', () => {
  const database = migrated(first);
  expect(() => database.exec('INSERT INTO children VALUES (1, 99)')).toThrow(/FOREIGN KEY/);
});

test('when one of several migrations fails, none has happened', () => {
  const database = migrated(first);
  database.exec(`INSERT INTO parents VALUES (1, 'ada')`);
  const broken: Migration = { name: '203001030000-broken', sql: 'CREATE TABLE fine (id INTEGER); SELECT no_such_function();' };
  expect(() => migrate(database, rebuild, broken)).toThrow(/no such function/);
  expect(appliedMigrations(database)).toHaveLength(1);
  expect(hasTriggers(database, triggers)).toBe(true);
  expect(database.prepare(`SELECT name FROM sqlite_schema WHERE name = 'fine'`).get()).toBeUndefined();
});

test('a migration that leaves rows which refer to nothing is undone', () => {
  const database = migrated(first);
  database.exec(`INSERT INTO parents VALUES (1, 'ada'); INSERT INTO children VALUES (10, 1)`);
  const careless: Migration = { name: '203001030000-careless', sql: 'DELETE FROM parents' };
  expect(() => migrate(database, careless)).toThrow(/left 1 rows that refer to nothing/);
  expect(database.prepare('SELECT id FROM parents').all()).toHaveLength(1);
});

test('triggers that were lost, changed or are too many are put right at the next start', () => {
  const database = migrated(first);
  const breakages = [
    'DROP TRIGGER tell_parent',
    'DROP TRIGGER tell_parent; CREATE TRIGGER tell_parent AFTER INSERT ON parents BEGIN SELECT 1; END',
    'CREATE TRIGGER stray AFTER INSERT ON told BEGIN SELECT 1; END',
  ];
  for (const breakage of breakages) {
    database.exec(breakage);
    expect(hasTriggers(database, triggers)).toBe(false);
    migrate(database);
    expect(hasTriggers(database, triggers)).toBe(true);
  }
});

test('nothing to do means nothing is written', () => {
  const database = migrated(first);
  const changes = () => database.prepare('SELECT total_changes()').pluck().get();
  const before = [changes(), database.pragma('schema_version', { simple: true })];
  migrate(database);
  expect([changes(), database.pragma('schema_version', { simple: true })]).toEqual(before);
});

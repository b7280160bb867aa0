import { existsSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AoError } from '@ao/domain';
import { createSession } from '@ao/conformance';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { withCode } from './__fixtures__/with-code.ts';
import { temporaryDatabase } from './__fixtures__/temporary-database.ts';
import { ALL_MIGRATIONS } from './migrations/all-migrations.ts';

describe('opening a database', () => {
  test('makes the file for its owner alone', () => {
    const { path, open } = temporaryDatabase();
    createSession(open());
    for (const file of [path, `${path}-wal`, `${path}-shm`]) expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('an empty file is a new database', () => {
    const { path, open, backupsDirectory } = temporaryDatabase();
    writeFileSync(path, '');
    createSession(open());
    expect(existsSync(backupsDirectory)).toBe(false);
  });

  test('finds everything again, and needs no second update', () => {
    const { open, openRaw, backupsDirectory } = temporaryDatabase();
    const first = open();
    const session = createSession(first);
    first.close();
    expect(open().sessions.list()).toEqual([session]);
    expect(openRaw().prepare('SELECT count(*) FROM migrations').pluck().get()).toBe(ALL_MIGRATIONS.length);
    expect(existsSync(backupsDirectory)).toBe(false);
  });

  test('keeps numbers of sessions whose rows were removed', () => {
    const { open, openRaw } = temporaryDatabase();
    const first = open();
    createSession(first);
    first.close();
    openRaw().exec('DELETE FROM sessions');
    expect(createSession(open()).id).toBe('shop-2');
  });

  test('closing twice is harmless, using it afterwards is refused', () => {
    const { open } = temporaryDatabase();
    const stores = open();
    stores.close();
    stores.close();
    expect(() => stores.sessions.list()).toThrow(withCode('DAEMON_STOPPING'));
    expect(() => stores.transaction(() => 1)).toThrow(withCode('DAEMON_STOPPING'));
  });

  test('closing leaves one file that holds everything', () => {
    const { path, open } = temporaryDatabase();
    const stores = open();
    createSession(stores);
    stores.close();
    expect(existsSync(`${path}-wal`)).toBe(false);
  });

  test('a checkpoint empties the write-ahead log', () => {
    const { path, open } = temporaryDatabase();
    const stores = open();
    createSession(stores);
    expect(statSync(`${path}-wal`).size).toBeGreaterThan(0);
    stores.checkpoint();
    expect(statSync(`${path}-wal`).size).toBe(0);
  });
});

describe('bringing a database up to date', () => {
  /** A database of ours that has no migration yet: the oldest there can be. */
  function oldDatabase() {
    const database = temporaryDatabase();
    const raw = database.openRaw();
    raw.exec(`CREATE TABLE migrations (position INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL UNIQUE, hash TEXT NOT NULL,
      applied_at INTEGER NOT NULL, app_version TEXT NOT NULL) STRICT`);
    raw.exec('CREATE TABLE keepsake (text TEXT) STRICT');
    raw.exec(`INSERT INTO keepsake VALUES ('still here')`);
    raw.close();
    return database;
  }

  test('makes a copy of it first, and says so', () => {
    const { open, backups, backupsDirectory, logger } = oldDatabase();
    const stores = open();
    createSession(stores);
    const [backup = '', ...others] = backups();
    expect(backup).toMatch(/^ao-\d{8}T\d{9}Z-before-202611221500-initial\.db$/);
    expect(others).toEqual([]);
    expect(logger.lines).toMatchObject([{ level: 'info', fields: { backup: join(backupsDirectory, backup) } }]);
    const copy = new Database(join(backupsDirectory, backup), { readonly: true });
    expect(copy.prepare('SELECT text FROM keepsake').pluck().all()).toEqual(['still here']);
    expect(copy.prepare(`SELECT count(name) FROM sqlite_schema WHERE name = 'sessions'`).pluck().get()).toBe(0);
    copy.close();
  });

  test('does nothing when the copy cannot be made', () => {
    const { open, openRaw, backupsDirectory } = oldDatabase();
    writeFileSync(backupsDirectory, 'a file where the folder should be');
    expect(() => open()).toThrow(withCode('HOME_NOT_WRITABLE', 'EEXIST'));
    expect(openRaw().prepare('SELECT count(name) FROM migrations').pluck().get()).toBe(0);
  });

  test('does nothing when a migration fails, and works once the cause is gone', () => {
    const { open, openRaw } = oldDatabase();
    const raw = openRaw();
    raw.exec('CREATE TABLE pull_requests (in_the TEXT, way TEXT)');
    expect(() => open()).toThrow(withCode('INTERNAL', 'pull_requests already exists'));
    expect(raw.prepare(`SELECT count(name) FROM sqlite_schema WHERE name = 'sessions'`).pluck().get()).toBe(0);
    raw.exec('DROP TABLE pull_requests');
    createSession(open());
  });
});

describe('a database that is refused stays as it is', () => {
  test('one that a newer version has changed', () => {
    const { path, open, openRaw, backupsDirectory } = temporaryDatabase();
    open({ appVersion: '1.0.0' }).close();
    const raw = openRaw();
    raw.exec(`INSERT INTO migrations (name, hash, applied_at, app_version) VALUES ('209901010000-flying', 'x', 1, '9.1.0')`);
    raw.close();
    const before = readFileSync(path);
    expect(() => open()).toThrow(withCode('DATABASE_NEWER', 'ao 9.1.0 (209901010000-flying)'));
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(existsSync(backupsDirectory)).toBe(false);
  });

  test('one whose migration had another text', () => {
    const { open, openRaw } = temporaryDatabase();
    open().close();
    const raw = openRaw();
    raw.exec(`UPDATE migrations SET hash = 'another'`);
    raw.close();
    expect(() => open()).toThrow(withCode('DATABASE_NEWER'));
  });

  test('one of another program', () => {
    const { path, open, openRaw } = temporaryDatabase();
    const raw = openRaw();
    raw.exec('CREATE TABLE bookmarks (url TEXT)');
    raw.close();
    const before = readFileSync(path);
    expect(() => open()).toThrow(withCode('DATABASE_CORRUPT', 'another program'));
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  test('a file that is no database', () => {
    const { path, open } = temporaryDatabase();
    writeFileSync(path, 'not a database at all, but long enough to look like one\n'.repeat(100));
    const before = readFileSync(path);
    expect(() => open()).toThrow(withCode('DATABASE_CORRUPT'));
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  test('one that lost its end', () => {
    const { path, open } = temporaryDatabase();
    const stores = open();
    for (let count = 0; count < 50; count += 1) createSession(stores, { prompt: 'x'.repeat(2_000) });
    stores.close();
    truncateSync(path, statSync(path).size - 3 * 4_096);
    const before = readFileSync(path);
    expect(() => open()).toThrow(withCode('DATABASE_CORRUPT'));
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  test('one with overwritten pages', () => {
    const { path, open } = temporaryDatabase();
    const stores = open();
    for (let count = 0; count < 50; count += 1) createSession(stores, { prompt: 'x'.repeat(2_000) });
    stores.close();
    const damaged = readFileSync(path);
    damaged.fill(0xff, 5 * 4_096, damaged.length);
    writeFileSync(path, damaged);
    expect(() => open()).toThrow(withCode('DATABASE_CORRUPT'));
    expect(readFileSync(path).equals(damaged)).toBe(true);
  });

  test('one that another program holds for itself', () => {
    const { open, openRaw } = temporaryDatabase();
    open().close();
    const raw = openRaw();
    raw.pragma('locking_mode = EXCLUSIVE');
    raw.exec('BEGIN IMMEDIATE; UPDATE migrations SET applied_at = 1; COMMIT');
    expect(() => open()).toThrow(withCode('DATABASE_BUSY'));
    raw.close();
    open();
  });

  test('one in a folder that is not there', () => {
    const { directory, open } = temporaryDatabase();
    expect(() => open({ path: join(directory, 'missing', 'ao.db') })).toThrow(withCode('HOME_NOT_WRITABLE'));
  });

  test('one whose path leads through a file', () => {
    const { path, open } = temporaryDatabase();
    open().close();
    expect(() => open({ path: join(path, 'ao.db') })).toThrow(withCode('HOME_NOT_WRITABLE'));
  });
});

test('a write while another program writes is refused with the name of the statement', () => {
  const { open, openRaw } = temporaryDatabase();
  const stores = open();
  createSession(stores);
  const raw = openRaw();
  raw.exec('BEGIN IMMEDIATE');
  expect(() => createSession(stores)).toThrow(withCode('DATABASE_BUSY', '(begin: database is locked)'));
  raw.exec('COMMIT');
  createSession(stores);
});

test('an online copy is complete, private and usable', async () => {
  const { directory, open } = temporaryDatabase();
  const stores = open();
  const session = createSession(stores);
  const path = join(directory, 'copy.db');
  await stores.backup(path);
  createSession(stores);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(open({ path }).sessions.list()).toEqual([session]);
  await expect(stores.backup(join(directory, 'missing', 'copy.db'))).rejects.toThrow(AoError);
});

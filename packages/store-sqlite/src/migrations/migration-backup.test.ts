import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSession } from '@ao/conformance';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { temporaryDatabase } from '../__fixtures__/temporary-database.ts';
import { backUpBeforeMigration } from './migration-backup.ts';

const DAY_MS = 86_400_000;

test('a backup holds what is only in the write-ahead log, for its owner alone', () => {
  const { open, openRaw, backupsDirectory: directory } = temporaryDatabase();
  createSession(open());
  const path = backUpBeforeMigration(openRaw(), { directory, migration: '203001010000-next', now: Date.UTC(2026, 10, 22, 15, 4, 5, 6) });
  expect(path).toBe(join(directory, 'ao-20261122T150405006Z-before-203001010000-next.db'));
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(statSync(directory).mode & 0o777).toBe(0o700);
  const copy = new Database(path, { readonly: true });
  expect(copy.prepare('SELECT id FROM sessions').pluck().all()).toEqual(['shop-1']);
  expect(copy.pragma('integrity_check', { simple: true })).toBe('ok');
  copy.close();
});

test('the last three are kept, and files of others are left alone', () => {
  const { open, openRaw, backupsDirectory: directory } = temporaryDatabase();
  open();
  const database = openRaw();
  const start = Date.UTC(2026, 0, 1);
  const paths = [0, 1, 2, 3, 4].map((day) => {
    const path = backUpBeforeMigration(database, { directory, migration: '203001010000-next', now: start + day * DAY_MS });
    if (day === 0) writeFileSync(join(directory, 'mine.db'), 'kept by hand');
    return path;
  });
  expect(readdirSync(directory).map((name) => join(directory, name))).toEqual([...paths.slice(-3), join(directory, 'mine.db')]);
});

test('what an interrupted backup left is written over', () => {
  const { open, openRaw, backupsDirectory: directory } = temporaryDatabase();
  open();
  const options = { directory, migration: '203001010000-next', now: 0 };
  const path = backUpBeforeMigration(openRaw(), options);
  writeFileSync(`${path}.partial`, 'half of it');
  backUpBeforeMigration(openRaw(), options);
  expect(readdirSync(directory)).toHaveLength(1);
});

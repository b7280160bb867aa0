import { createFakeClock, createRecordingLogger } from '@ao/testing';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { createConnection } from './connection.ts';

function connect() {
  const elapsed = { ms: 0 };
  const clock = { ...createFakeClock(), monotonic: () => elapsed.ms };
  const logger = createRecordingLogger();
  const database = new Database(':memory:');
  const commits: number[] = [];
  return {
    elapsed,
    logger,
    database,
    commits,
    connection: createConnection({ database, clock, logger, afterCommit: () => commits.push(1) }),
  };
}

test('a slow statement is logged by its name, a quick one is not', () => {
  const { elapsed, logger, connection } = connect();
  let takesMs = 50;
  const prepared = {
    run() {
      elapsed.ms += takesMs;
      return { changes: 3 };
    },
  };
  const statement = connection.write('sessions.insert', prepared);
  expect(statement.run()).toBe(3);
  expect(logger.lines).toEqual([]);
  takesMs = 51;
  statement.run();
  expect(logger.lines).toMatchObject([
    { level: 'warn', message: 'slow statement', fields: { statement: 'sessions.insert', durationMs: 51 } },
  ]);
});

test('a failing statement is named, for reads and writes', () => {
  const { connection, database } = connect();
  database.exec('CREATE TABLE things (id INTEGER PRIMARY KEY) STRICT');
  const insert = database.prepare('INSERT INTO things VALUES (1)');
  const write = connection.write('things.insert', { run: () => insert.run() });
  write.run();
  expect(() => write.run()).toThrow(/"things\.insert".*UNIQUE constraint failed/);
  const read = connection.read('things.get', { get: () => database.prepare('SELECT absent FROM things').get(), all: () => [] });
  expect(() => read.get()).toThrow(/"things\.get".*no such column/);
});

test('a commit is told once, after the outermost transaction, and only when rows changed', () => {
  const { connection, database, commits } = connect();
  database.exec('CREATE TABLE things (id INTEGER PRIMARY KEY) STRICT');
  const insert = database.prepare('INSERT INTO things DEFAULT VALUES');
  connection.transaction(() => {
    connection.transaction(() => insert.run());
    insert.run();
    expect(commits).toEqual([]);
  });
  expect(commits).toEqual([1]);
  connection.transaction(() => database.prepare('SELECT id FROM things').all());
  expect(commits).toEqual([1]);
});

test('a transaction that SQLite itself rolled back throws the first error, not one about the rollback', () => {
  const { connection, database } = connect();
  expect(() =>
    connection.transaction(() =>
      connection.transaction(() => {
        database.exec('ROLLBACK');
        throw new Error('the disk is full');
      }),
    ),
  ).toThrow('the disk is full');
  expect(database.inTransaction).toBe(false);
});

test('transactions nest deeply', () => {
  const { connection, database } = connect();
  database.exec('CREATE TABLE things (id INTEGER PRIMARY KEY) STRICT');
  const insert = database.prepare('INSERT INTO things DEFAULT VALUES');
  const nest = (depth: number): void =>
    connection.transaction(() => {
      insert.run();
      if (depth > 0) nest(depth - 1);
      if (depth === 3) throw new Error('undone from here');
    });
  connection.transaction(() => {
    expect(() => nest(5)).toThrow('undone from here');
    insert.run();
  });
  // Depths 5 and 4 go with depth 3: whoever does not catch is undone as well.
  expect(database.prepare('SELECT count(id) FROM things').pluck().get()).toBe(1);
});

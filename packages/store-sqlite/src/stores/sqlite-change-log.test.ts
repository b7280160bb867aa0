import { createSession } from '@ao/conformance';
import { expect, test } from 'vitest';
import { temporaryDatabase } from '../__fixtures__/temporary-database.ts';

test('a very large log is cut in bounded calls, and stays readable in between', () => {
  const { open, openRaw } = temporaryDatabase();
  const stores = open();
  openRaw().exec(
    `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 120000)
     INSERT INTO change_log (type, at, payload) SELECT 'session.updated', i, '{}' FROM n`,
  );
  expect(stores.changeLog.prune(10_000)).toBe(50_000);
  expect(stores.changeLog.bounds()).toEqual({ oldest: 50_001, newest: 120_000 });
  expect(stores.changeLog.prune(10_000)).toBe(50_000);
  expect(stores.changeLog.prune(10_000)).toBe(10_000);
  expect(stores.changeLog.prune(10_000)).toBe(0);
  expect(stores.changeLog.bounds()).toEqual({ oldest: 110_001, newest: 120_000 });
  expect(stores.changeLog.after(0, 1)).toMatchObject([{ sequence: 110_001, at: 110_001 }]);
});

test('numbers go on after everything was dropped and the database opened again', () => {
  const { open } = temporaryDatabase();
  const first = open();
  createSession(first);
  expect(first.changeLog.prune(0)).toBe(2);
  first.close();
  const second = open();
  expect(second.changeLog.bounds()).toEqual({ oldest: 3, newest: 2 });
  createSession(second);
  expect(second.changeLog.after(0, 10).map((event) => event.sequence)).toEqual([3]);
});

test('removing rows tells nothing and makes no hole', () => {
  const { open, openRaw } = temporaryDatabase();
  const stores = open();
  createSession(stores);
  const before = stores.changeLog.after(0, 10);
  openRaw().exec('DELETE FROM sessions');
  expect(stores.changeLog.after(0, 10)).toEqual(before);
});

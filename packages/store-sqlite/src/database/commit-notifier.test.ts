import { createSession } from '@ao/conformance';
import { createFakeClock, createRecordingLogger } from '@ao/testing';
import type { Database } from 'better-sqlite3';
import { expect, test } from 'vitest';
import { temporaryDatabase } from '../__fixtures__/temporary-database.ts';
import { createCommitNotifier, FOREIGN_WRITE_POLL_MS } from './commit-notifier.ts';

test('what another program commits is noticed within a second', async () => {
  const { clock, open, openRaw } = temporaryDatabase();
  const stores = open();
  const { id } = createSession(stores);
  await clock.advance(FOREIGN_WRITE_POLL_MS);
  const heads: number[] = [];
  stores.changeLog.onCommit(() => heads.push(stores.changeLog.bounds().newest));
  await clock.advance(5 * FOREIGN_WRITE_POLL_MS);
  expect(heads).toEqual([]);
  openRaw().prepare('UPDATE sessions SET display_name = ? WHERE id = ?').run('from outside', id);
  await clock.advance(FOREIGN_WRITE_POLL_MS);
  expect(heads).toEqual([3]);
  await clock.advance(5 * FOREIGN_WRITE_POLL_MS);
  expect(heads).toEqual([3]);
});

test('our own commits are not told a second time by the poll', async () => {
  const { clock, open } = temporaryDatabase();
  const stores = open();
  let calls = 0;
  stores.changeLog.onCommit(() => {
    calls += 1;
  });
  createSession(stores);
  await clock.advance(5 * FOREIGN_WRITE_POLL_MS);
  expect(calls).toBe(1);
});

test('closing ends the poll, and listeners are never called again', async () => {
  const { clock, open } = temporaryDatabase();
  const stores = open();
  let calls = 0;
  stores.changeLog.onCommit(() => {
    calls += 1;
  });
  createSession(stores);
  stores.close();
  expect(clock.pendingTimers()).toBe(0);
  await clock.advance(FOREIGN_WRITE_POLL_MS);
  expect(calls).toBe(0);
});

test('a listener that fails is logged', async () => {
  const { clock, logger, open } = temporaryDatabase();
  const stores = open();
  stores.changeLog.onCommit(() => {
    throw new Error('broken listener');
  });
  createSession(stores);
  await clock.advance(0);
  expect(logger.lines).toMatchObject([{ level: 'error', fields: { error: new Error('broken listener') } }]);
});

test('a look at the version that fails (a disk with errors) is logged, ends nobody, and is made again', async () => {
  const [clock, logger] = [createFakeClock(), createRecordingLogger()];
  const answers: (number | Error)[] = [1, new Error('disk I/O error'), new Error('disk I/O error'), 2];
  const get = () => {
    const answer = answers.shift() ?? 2;
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const database = { prepare: () => ({ pluck: () => ({ get }) }) } as unknown as Database;
  const notifier = createCommitNotifier(clock, logger);
  let calls = 0;
  notifier.listen(() => (calls += 1));
  notifier.startPolling(database);
  await clock.advance(5 * FOREIGN_WRITE_POLL_MS);
  expect(calls).toBe(1);
  expect(logger.lines).toMatchObject([{ level: 'warn' }]);
  notifier.stop();
});

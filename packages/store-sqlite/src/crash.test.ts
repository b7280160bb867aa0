import { join } from 'node:path';
import { mkdirSync } from 'node:fs';
import { createSession } from '@ao/conformance';
import { expect, test } from 'vitest';
import { startChild } from './__fixtures__/child-process.ts';
import { type TemporaryDatabase, temporaryDatabase } from './__fixtures__/temporary-database.ts';

const CRASHES = 20;
const AT_ONCE = 4;

/** Lets a process write, ends it at some moment, and answers the last session it said was stored. */
async function crashWhileWriting(path: string, backupsDirectory: string, linesBeforeIt: number): Promise<number> {
  const child = startChild({ program: 'writing-child.ts', arguments: [path, backupsDirectory] });
  for (let lines = 0; lines < linesBeforeIt; lines += 1) await child.nextLine();
  await child.kill();
  const said = await child.restOfLines();
  return said.length === 0 ? linesBeforeIt : Number(said.at(-1)?.split(' ')[1]);
}

function assertWhole(database: TemporaryDatabase, path: string, lastAcknowledged: number): void {
  const stores = database.open({ path });
  const numbers = stores.sessions.list().map((session) => session.number);
  expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  expect(numbers.length).toBeGreaterThanOrEqual(lastAcknowledged);
  expect(stores.operations.listOpen()).toHaveLength(numbers.length);
  const open = stores.messages.sessionsWithOpen().flatMap((id) => stores.messages.listOpen(id));
  expect(open.map((message) => [message.state, message.receipts.length])).toEqual(numbers.map(() => ['typing', 2]));
  // One event for the project; four for each session: itself, its operation, its message twice.
  expect(stores.changeLog.bounds()).toEqual({ oldest: 1, newest: 1 + 4 * numbers.length });
  expect(stores.changeLog.after(0, 100_000)).toHaveLength(1 + 4 * numbers.length);
  expect(createSession(stores).number).toBe(numbers.length + 1);
  stores.close();
}

test(`a process that dies ${CRASHES} times in the middle of writing loses nothing it had acknowledged`, { timeout: 120_000 }, async () => {
  const database = temporaryDatabase();
  const crashOnce = async (index: number) => {
    const folder = join(database.directory, String(index));
    mkdirSync(folder);
    const path = join(folder, 'ao.db');
    const acknowledged = await crashWhileWriting(path, folder, 1 + ((index * 37) % 150));
    assertWhole(database, path, acknowledged);
    return acknowledged;
  };
  const acknowledged: number[] = [];
  for (let first = 0; first < CRASHES; first += AT_ONCE) {
    const indexes = Array.from({ length: AT_ONCE }, (_, offset) => first + offset);
    acknowledged.push(...(await Promise.all(indexes.map(crashOnce))));
  }
  expect(acknowledged.every((number) => number > 0)).toBe(true);
});

import { chmodSync, chownSync } from 'node:fs';
import { createSession } from '@ao/conformance';
import { expect, test } from 'vitest';
import { startChild } from './__fixtures__/child-process.ts';
import { temporaryDatabase } from './__fixtures__/temporary-database.ts';

const NOBODY = 65_534;

/** The super user may write anywhere, so such tests run as somebody else then. */
const otherUser = process.getuid?.() === 0 ? NOBODY : undefined;

test('when there is no room left, what was stored stays, can be read, and writing goes on once there is room', {
  timeout: 60_000,
}, async () => {
  const { path, backupsDirectory, open } = temporaryDatabase();
  // A limit on the size of files takes the place of a full disk: 3000 blocks of 512 bytes. The signal that comes with it is ignored.
  const child = startChild({
    program: 'writing-child.ts',
    arguments: [path, backupsDirectory],
    prepare: `trap '' XFSZ; ulimit -f 3000`,
  });
  const said = await child.restOfLines();
  const stored = said.length - 2;
  expect(stored).toBeGreaterThan(10);
  expect(said.slice(-2)).toEqual(['failed DISK_FULL', `readable ${stored}`]);
  const stores = open();
  expect(stores.sessions.list()).toHaveLength(stored);
  expect(stores.changeLog.bounds().newest).toBe(1 + 4 * stored);
  expect(createSession(stores).number).toBe(stored + 1);
});

test('no room for the very first file is said so', { timeout: 60_000 }, async () => {
  const { path, backupsDirectory } = temporaryDatabase();
  const prepare = `trap '' XFSZ; ulimit -f 8`;
  const child = startChild({ program: 'writing-child.ts', arguments: [path, backupsDirectory], prepare });
  expect(await child.restOfLines()).toEqual(['failed DISK_FULL']);
});

test('a folder that cannot be written is said so, and nothing appears in it', { timeout: 60_000 }, async () => {
  const { directory, path, backupsDirectory } = temporaryDatabase();
  chmodSync(directory, 0o555);
  const child = startChild({ program: 'writing-child.ts', arguments: [path, backupsDirectory], userId: otherUser });
  expect(await child.restOfLines()).toEqual(['failed HOME_NOT_WRITABLE']);
  chmodSync(directory, 0o755);
});

test('a database file that cannot be written is said so, and stays as it is', { timeout: 60_000 }, async () => {
  const { directory, path, backupsDirectory, open } = temporaryDatabase();
  open().close();
  chmodSync(directory, 0o777);
  chmodSync(path, 0o444);
  if (otherUser !== undefined) chownSync(directory, otherUser, otherUser);
  const child = startChild({ program: 'writing-child.ts', arguments: [path, backupsDirectory], userId: otherUser });
  expect(await child.restOfLines()).toEqual(['failed HOME_NOT_WRITABLE']);
});

import { chmodSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SessionId } from '@ao/domain';
import { describe, expect, test } from 'vitest';
import { OTHER_USER_ID, OWN_USER_ID, temporaryDirectory } from '../__fixtures__/temporary-directory.ts';
import { homeLayout } from './home-layout.ts';
import { isOnNetworkFileSystem } from './network-file-system.ts';
import { prepareHome } from './prepare-home.ts';
import { SOCKET_NAME_MAX_BYTES, SOCKET_PATH_MAX_BYTES } from './socket-directory.ts';

const userId = OWN_USER_ID;
const mode = (path: string) => statSync(path).mode & 0o777;
const refused = (code: string, message: string) => expect.objectContaining({ code, message: expect.stringContaining(message) });

test('a data directory has its places', () => {
  const layout = homeLayout('/home/ada/.ao');
  expect({ ...layout, sessionDirectory: layout.sessionDirectory('shop-1' as SessionId) }).toEqual({
    home: '/home/ada/.ao',
    databasePath: '/home/ada/.ao/ao.db',
    backupsDirectory: '/home/ada/.ao/backups',
    worktreesDirectory: '/home/ada/.ao/worktrees',
    sessionsDirectory: '/home/ada/.ao/sessions',
    runDirectory: '/home/ada/.ao/run',
    runFilePath: '/home/ada/.ao/run/daemon.json',
    lockPath: '/home/ada/.ao/run/daemon.lock',
    logsDirectory: '/home/ada/.ao/logs',
    instanceId: expect.stringMatching(/^[0-9a-f]{12}$/),
    sessionDirectory: '/home/ada/.ao/sessions/shop-1',
  });
  expect(homeLayout('/home/ada/.ao2').instanceId).not.toBe(layout.instanceId);
});

test('everything is made, for the owner alone, and made once', () => {
  const home = join(temporaryDirectory(), 'deep', 'home');
  const prepared = prepareHome(home, { userId });
  expect(readdirSync(home).sort()).toEqual(['backups', 'logs', 'run', 'sessions', 'worktrees']);
  for (const directory of [home, ...readdirSync(home).map((name) => join(home, name))]) expect(mode(directory)).toBe(0o700);
  expect(prepared.socketDirectory).toBe(prepared.runDirectory);
  expect({ ...prepareHome(home, { userId }), sessionDirectory: null }).toEqual({ ...prepared, sessionDirectory: null });
});

test('by whatever name it is given, a home is one instance', () => {
  const directory = temporaryDirectory();
  const home = join(directory, 'home');
  const prepared = prepareHome(home, { userId });
  symlinkSync(home, join(directory, 'alias'));
  const byAlias = prepareHome(join(directory, 'alias'), { userId });
  expect([byAlias.home, byAlias.instanceId]).toEqual([home, prepared.instanceId]);
});

describe('a home that is not safe is refused with the remedy', () => {
  test.each([0o750, 0o701, 0o707, 0o755, 0o777])('open to others: mode %o', (open) => {
    const home = join(temporaryDirectory(), 'home');
    mkdirSync(home);
    chmodSync(home, open);
    expect(() => prepareHome(home, { userId })).toThrow(refused('HOME_UNSAFE', `Run: chmod 700 '${home}'`));
    expect(readdirSync(home)).toEqual([]);
  });

  test('a folder inside is open to others', () => {
    const home = join(temporaryDirectory(), 'home');
    prepareHome(home, { userId });
    chmodSync(join(home, 'run'), 0o777);
    expect(() => prepareHome(home, { userId })).toThrow(refused('HOME_UNSAFE', join(home, 'run')));
  });

  test('of another user', () => {
    const home = temporaryDirectory();
    expect(() => prepareHome(home, { userId: OTHER_USER_ID })).toThrow(refused('HOME_UNSAFE', 'belongs to another user'));
  });

  test('a file', () => {
    const home = join(temporaryDirectory(), 'home');
    writeFileSync(home, '');
    expect(() => prepareHome(home, { userId })).toThrow(refused('HOME_NOT_WRITABLE', home));
    expect(() => prepareHome(join(home, 'below'), { userId })).toThrow(refused('HOME_NOT_WRITABLE', home));
  });
});

describe('sockets of a home whose path is too long', () => {
  const longHome = () => join(temporaryDirectory(), 'x'.repeat(80));

  test('go to a short private directory of this home', () => {
    const sharedDirectory = temporaryDirectory();
    const prepared = prepareHome(longHome(), { userId, sharedDirectory });
    expect(prepared.socketDirectory).toBe(join(sharedDirectory, `ao-${userId}`, prepared.instanceId));
    expect(mode(prepared.socketDirectory)).toBe(0o700);
    expect(mode(join(sharedDirectory, `ao-${userId}`))).toBe(0o700);
    const another = prepareHome(longHome(), { userId, sharedDirectory });
    expect(another.socketDirectory).not.toBe(prepared.socketDirectory);
  });

  test('have room for their names', () => {
    for (let length = 1; length < 120; length += 7) {
      const prepared = prepareHome(join(temporaryDirectory(), 'y'.repeat(length)), { userId, sharedDirectory: temporaryDirectory() });
      const longest = Buffer.byteLength(join(prepared.socketDirectory, 'n'.repeat(SOCKET_NAME_MAX_BYTES)));
      expect(longest).toBeLessThanOrEqual(SOCKET_PATH_MAX_BYTES);
    }
  });

  test('are counted in bytes', () => {
    const sharedDirectory = temporaryDirectory();
    const prepared = prepareHome(join(temporaryDirectory(), 'ü'.repeat(30)), { userId, sharedDirectory });
    expect(prepared.socketDirectory.startsWith(sharedDirectory)).toBe(true);
  });

  test('do not go where somebody else could have been first', () => {
    const elsewhere = temporaryDirectory();
    const open = temporaryDirectory();
    mkdirSync(join(open, `ao-${userId}`));
    chmodSync(join(open, `ao-${userId}`), 0o755);
    expect(() => prepareHome(longHome(), { userId, sharedDirectory: open })).toThrow(refused('HOME_UNSAFE', 'is open to other users'));
    const linked = temporaryDirectory();
    symlinkSync(elsewhere, join(linked, `ao-${userId}`));
    expect(() => prepareHome(longHome(), { userId, sharedDirectory: linked })).toThrow(refused('HOME_UNSAFE', 'is not a directory'));
  });

  test('are refused when even the short directory is too long', () => {
    const sharedDirectory = join(temporaryDirectory(), 'z'.repeat(70));
    expect(() => prepareHome(longHome(), { userId, sharedDirectory })).toThrow(
      refused('HOME_PATH_TOO_LONG', 'Set AO_HOME to a shorter path'),
    );
  });
});

test('a local directory is on no network file system, and a missing one is not guessed about', () => {
  expect(isOnNetworkFileSystem(temporaryDirectory())).toBe(false);
  expect(isOnNetworkFileSystem('/missing/directory')).toBe(false);
});

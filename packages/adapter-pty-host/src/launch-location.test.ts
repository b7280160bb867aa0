import type { LaunchId, RuntimeHandle, SessionId } from '@ao/domain';
import { expect, test } from 'vitest';
import { launchFolders, locate } from './launch-location.ts';

const places = { directory: '/home/me/.ao/terminals', socketDirectory: '/home/me/.ao/run' };
const handle = launchFolders.handleOf('shop-1' as SessionId, 'launch-7' as LaunchId);

test('a handle leads to one folder, one socket and one name, always the same', () => {
  expect(locate(places, handle)).toMatchObject({
    sessionId: 'shop-1',
    launchId: 'launch-7',
    sessionDirectory: '/home/me/.ao/terminals/shop-1',
    directory: '/home/me/.ao/terminals/shop-1/launch-7',
    socketPath: expect.stringMatching(/^\/home\/me\/\.ao\/run\/[0-9a-f]{16}\.sock$/),
  });
  expect(locate(places, handle)).toEqual(locate(places, handle));
});

test('two homes never share a socket or a name, though their sessions are called the same', () => {
  const other = locate({ ...places, directory: '/home/you/.ao/terminals' }, handle);
  expect(other?.terminalId).not.toBe(locate(places, handle)?.terminalId);
  expect(other?.socketPath).not.toBe(locate(places, handle)?.socketPath);
});

test.each([
  'tmux:shop-1/launch-1',
  'pty-host:',
  'pty-host:shop-1',
  'pty-host:shop-1/',
  'pty-host:../launch-1',
  'pty-host:shop-1/..',
  'pty-host:shop-1/a/b',
  'pty-host:.hidden/x',
  'pty-host:shop-1/a b',
])('%j is no handle of this runtime', (text) => {
  expect(locate(places, text as RuntimeHandle)).toBeNull();
});

import type { LaunchId, RuntimeHandle, SessionId } from '@ao/domain';
import { expect, test } from 'vitest';
import { checkSocketPath, handleOf, locate } from './launch-location.ts';

const places = { directory: '/home/me/.ao/terminals', socketDirectory: '/home/me/.ao/run' };
const handle = handleOf('shop-1' as SessionId, 'launch-7' as LaunchId);

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

test('a socket path that is too long is refused with what to do', () => {
  expect(() => checkSocketPath(`/${'x'.repeat(98)}`)).not.toThrow();
  expect(() => checkSocketPath(`/${'ü'.repeat(60)}`)).toThrow(
    expect.objectContaining({ code: 'SOCKET_PATH_TOO_LONG', details: expect.objectContaining({ bytes: 121 }) }),
  );
});

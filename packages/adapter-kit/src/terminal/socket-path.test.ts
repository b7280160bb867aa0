import { expect, test } from 'vitest';
import { checkSocketPath } from './socket-path.ts';

test('a socket path that is too long is refused with what to do', () => {
  expect(() => checkSocketPath(`/${'x'.repeat(98)}`)).not.toThrow();
  expect(() => checkSocketPath(`/${'ü'.repeat(60)}`)).toThrow(
    expect.objectContaining({ code: 'SOCKET_PATH_TOO_LONG', details: expect.objectContaining({ bytes: 121 }) }),
  );
});

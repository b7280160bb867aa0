import { describe, expect, test } from 'vitest';
import { TEST_TOKEN } from '../__fixtures__/test-api.ts';
import { openSocket, openTestServer, readSocket } from '../__fixtures__/test-server.ts';

/**
 * What a web page the person visits can make a browser send to a port of this machine. The page knows no token; that it gets 403 and not
 * 401 shows that it would not get through with one either.
 */
const ATTACKS: readonly (readonly [string, (port: number) => string])[] = [
  [
    'a form posted across sites',
    (port) =>
      `POST /api/v1/sessions HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nOrigin: https://evil.test\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 14\r\nConnection: close\r\n\r\nprojectId=shop`,
  ],
  [
    'a fetch in mode no-cors, which may claim to be plain text',
    (port) =>
      `POST /shutdown HTTP/1.1\r\nHost: localhost:${port}\r\nOrigin: https://evil.test\r\nContent-Type: text/plain\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}`,
  ],
  [
    'a page in a sandboxed frame, or a local file',
    (port) => `POST /shutdown HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nOrigin: null\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
  ],
  [
    'a name that was rebound to 127.0.0.1: same origin for the browser, so without Origin',
    (port) => `GET /api/v1/sessions HTTP/1.1\r\nHost: evil.test:${port}\r\nConnection: close\r\n\r\n`,
  ],
  ['the same, asking whether somebody is there', (port) => `GET /healthz HTTP/1.1\r\nHost: evil.test:${port}\r\nConnection: close\r\n\r\n`],
  [
    'a preflight',
    (port) =>
      `OPTIONS /api/v1/sessions HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nOrigin: https://evil.test\r\nAccess-Control-Request-Method: POST\r\nConnection: close\r\n\r\n`,
  ],
  [
    'a preflight for private networks',
    (port) =>
      `OPTIONS /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nOrigin: https://evil.test\r\nAccess-Control-Request-Method: GET\r\nAccess-Control-Request-Private-Network: true\r\nConnection: close\r\n\r\n`,
  ],
  [
    'an EventSource',
    (port) =>
      `GET /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nOrigin: https://evil.test\r\nAccept: text/event-stream\r\nConnection: close\r\n\r\n`,
  ],
  [
    'a WebSocket',
    (port) =>
      `GET /api/v1/terminal HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nOrigin: https://evil.test\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
  ],
  [
    'a page of another local server',
    (port) => `GET /api/v1/sessions HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nOrigin: http://localhost:5173\r\nConnection: close\r\n\r\n`,
  ],
];

describe.each(ATTACKS)('%s', (_, request) => {
  test.each(['without a token', 'even with the token'])('gets 403 %s, and nothing that lets it read the answer', async (how) => {
    const { port, shutdowns, sessions, feed, terminals } = await openTestServer();
    const socket = await openSocket(port);
    const text = request(port);
    socket.write(how === 'without a token' ? text : text.replace('\r\n', `\r\nAuthorization: Bearer ${TEST_TOKEN}\r\n`));
    const answer = await readSocket(socket, /\r\n\r\n\{.*\}/);
    expect(answer).toMatch(/^HTTP\/1\.1 403 /);
    expect(answer).not.toMatch(/access-control-allow/i);
    expect([shutdowns, sessions.spawned, feed.subscribers(), terminals.connections]).toEqual([[], [], 0, []]);
  });
});

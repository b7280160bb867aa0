import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { AoError } from '@ao/domain';
import { answerHeaders } from '../app/answer-headers.ts';
import { PROBLEM_CONTENT_TYPE, problemOf } from '../errors/problem.ts';

/** Refuses an upgrade with problem details, like every other request, and closes the connection. */
export function refuseUpgrade(socket: Duplex, error: AoError, requestId: string): void {
  const problem = problemOf(error, requestId);
  const body = JSON.stringify(problem);
  const headers = {
    ...answerHeaders(requestId, null, PROBLEM_CONTENT_TYPE),
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
    ...(problem.status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
    ...(problem.status === 426 ? { upgrade: 'websocket' } : {}),
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? ''}\r\n${lines.join('')}\r\n${body}`);
}

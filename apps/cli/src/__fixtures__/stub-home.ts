import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { CliContext } from '../context/cli-context.ts';
import { connectOnce, withDaemon } from '../context/with-daemon.ts';

/** One request as it arrived at the stub. */
export interface StubRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** Answers a request: a value is sent as JSON, undefined means that the answer was written, or will never come. */
export type StubAnswer = (request: StubRequest, response: ServerResponse) => unknown;

/** A home whose daemon is a server on a real port that answers as it is told. */
export interface StubHome {
  readonly path: string;
  readonly env: Readonly<Record<string, string>>;
  readonly url: string;
  readonly requests: readonly StubRequest[];
  readonly notes: readonly string[];
  readonly context: CliContext;
  answer(answer: StubAnswer): void;
  /** The server is gone, its run file stays: as after a crash. */
  stop(): Promise<void>;
}

/** Opens a home with a stub of a daemon; both are gone when the test is over. */
export async function openStubHome(initial: StubAnswer = () => ({}), now = 1_000_000): Promise<StubHome> {
  let answer = initial;
  const requests: StubRequest[] = [];
  const notes: string[] = [];
  const server = createServer((incoming, outgoing) => {
    const parts: Buffer[] = [];
    incoming.on('data', (part: Buffer) => parts.push(part));
    incoming.on('end', () => {
      const url = new URL(incoming.url ?? '', 'http://stub');
      const text = Buffer.concat(parts).toString('utf8');
      const request: StubRequest = {
        method: incoming.method ?? '',
        path: url.pathname.replace('/api/v1', ''),
        query: Object.fromEntries(url.searchParams),
        body: text === '' ? null : JSON.parse(text),
        headers: incoming.headers,
      };
      requests.push(request);
      const value = answer(request, outgoing);
      if (value === undefined) return;
      outgoing.writeHead(200, { 'content-type': 'application/json' });
      outgoing.end(JSON.stringify(value));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const path = mkdtempSync(join(tmpdir(), 'ao-cli-'));
  mkdirSync(join(path, 'run'), { mode: 0o700 });
  writeFileSync(join(path, 'run/daemon.json'), JSON.stringify({ url, token: 'main' }));
  chmodSync(join(path, 'run/daemon.json'), 0o600);
  async function stop(): Promise<void> {
    server.closeAllConnections();
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  }
  onTestFinished(async () => {
    await stop();
    rmSync(path, { recursive: true, force: true });
  });
  const env = { AO_HOME: path };
  const connect = connectOnce(env);
  const note = (text: string): void => void notes.push(text);
  const start = (): Promise<string> => Promise.reject(new Error('the daemon was to be started'));
  return {
    path,
    env,
    url,
    requests,
    notes,
    context: {
      env,
      cwd: '/code/shop',
      width: null,
      paint: (_tone, text) => text,
      now: () => now,
      note,
      withDaemon: (call) => withDaemon({ env, note, start, connect }, call),
    },
    answer(next) {
      answer = next;
    },
    stop,
  };
}

/** Answers with problem details, as the daemon does. */
export function problem(status: number, code: string, detail: string): StubAnswer {
  return (_, response) => {
    response.writeHead(status, { 'content-type': 'application/problem+json' });
    response.end(JSON.stringify({ code, title: code, detail, status, requestId: 'r-1', details: {} }));
  };
}

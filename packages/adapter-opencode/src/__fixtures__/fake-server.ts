import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LaunchId, MessageId, SessionId } from '@ao/domain';
import type { AgentContact, AgentDeliveryRequest } from '@ao/ports';
import { writeLaunchNote } from '../launch/launch-note.ts';

/** What a path answers: a status with a document, or anything else that is done with the response. */
export type FakeAnswer = readonly [status: number, document?: unknown] | ((response: ServerResponse, request: IncomingMessage) => void);

/** A server that answers as it is told, on a real socket, for the faults the real one cannot be brought to show. */
export interface FakeServer {
  readonly port: number;
  /** Every call: method, path, body. */
  readonly calls: readonly { readonly call: string; readonly body: unknown }[];
  /** By method and path without query, for example `POST /session`. Later answers replace earlier ones. */
  on(call: string, answer: FakeAnswer): void;
  /** Sends an event to everyone who listens. */
  emit(type: string, properties: unknown): void;
  /** Ends the connections of those who listen. */
  hangUp(): void;
  readonly contact: AgentContact;
  delivery(text: string, messageId?: string): AgentDeliveryRequest;
  /** Listens no longer; what was noted stays. */
  stop(): Promise<void>;
  close(): Promise<void>;
}

export const CONVERSATION = 'ses_one';
export const PLANNED_AT = 1_795_371_000_000;
const PASSWORD = 'secret';
const AUTHORIZATION = `Basic ${Buffer.from(`opencode:${PASSWORD}`).toString('base64')}`;

/** Starts a server with one conversation at rest, and notes the launch it belongs to. */
export async function startFakeServer(note: { readonly agent?: string; readonly model?: string } = {}): Promise<FakeServer> {
  const directory = mkdtempSync(join(tmpdir(), 'ao-fake-server-'));
  const calls: { call: string; body: unknown }[] = [];
  const listeners = new Set<ServerResponse>();
  const answers = new Map<string, FakeAnswer>();
  const contact: AgentContact = {
    sessionId: 'shop-1' as SessionId,
    launchId: 'l-1' as LaunchId,
    process: null,
    agentSessionId: CONVERSATION,
    worktreePath: directory,
    privateDirectory: join(directory, 'private'),
    spoolDirectory: join(directory, 'spool'),
    env: {},
  };
  const session = { id: CONVERSATION, directory, agent: 'build', time: { created: PLANNED_AT + 1 } };
  for (const [call, answer] of Object.entries<FakeAnswer>({
    'GET /global/health': [200, { healthy: true }],
    'GET /session': [200, []],
    [`GET /session/${CONVERSATION}`]: [200, session],
    [`GET /session/${CONVERSATION}/children`]: [200, []],
    [`GET /session/${CONVERSATION}/message`]: [200, []],
    'GET /session/status': [200, {}],
    'GET /permission': [200, []],
    'GET /question': [200, []],
    [`POST /session/${CONVERSATION}/prompt_async`]: [204],
    [`POST /session/${CONVERSATION}/abort`]: [200, true],
    'GET /event': (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('data: {"type":"server.connected","properties":{}}\n\n');
      listeners.add(response);
    },
  })) {
    answers.set(call, answer);
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString('utf8');
    const call = `${request.method} ${(request.url ?? '').split('?')[0]}`;
    const body: unknown = text === '' ? null : JSON.parse(text);
    calls.push({ call, body });
    const answer = request.headers.authorization === AUTHORIZATION ? (answers.get(call) ?? ([404, {}] as const)) : ([401] as const);
    if (typeof answer === 'function') return answer(response, request);
    const [status, document] = answer;
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(document === undefined ? '' : JSON.stringify(document));
  }

  const server = createServer((request, response) => void handle(request, response).catch(() => response.destroy()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await writeLaunchNote(contact.privateDirectory, {
    launchId: 'l-1',
    port,
    password: PASSWORD,
    plannedAt: PLANNED_AT,
    agent: note.agent ?? null,
    model: note.model ?? null,
    answersItself: false,
  });
  async function stop(): Promise<void> {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
  return {
    port,
    calls,
    contact,
    on: (call, answer) => void answers.set(call, answer),
    emit(type, properties) {
      for (const response of listeners) response.write(`data: ${JSON.stringify({ type, properties })}\n\n`);
    },
    hangUp() {
      for (const response of listeners) response.destroy();
    },
    delivery: (text, messageId = 'm-1') => ({ ...contact, messageId: messageId as MessageId, text }),
    stop,
    async close() {
      await stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

import type { ProjectId, SessionId } from '@ao/domain';
import { createFakeClock, createRecordingLogger, type FakeClock, type RecordingLogger } from '@ao/testing';
import { createTokenAccess } from '../access/token-access.ts';
import type { AgentReport, CheckReport, DoctorReport } from '../app/daemon-reports.ts';
import { createHttpApp, type HttpApp } from '../app/http-app.ts';
import type { StatusChange } from '@ao/service-session';
import type { HttpDependencies } from '../app/http-dependencies.ts';
import { createMemoryFeed, type MemoryFeed } from './memory-feed.ts';
import { createMemoryPullRequests } from './memory-pull-requests.ts';
import { createMemoryIssues } from './memory-issues.ts';
import { createMemoryProjects, createMemorySessions, type MemorySessions } from './memory-services.ts';
import { createMemoryOrchestrators, createMemoryReports } from './memory-reports.ts';
import { createMemoryNotices, createRecordingDesk } from './memory-notices.ts';
import { createRecordingHub, type RecordingHub } from './recording-hub.ts';
import { endedSession, sampleSession, STARTED_AT } from './sample-records.ts';

export const TEST_TOKEN = 'main-token-of-this-test';
export const TEST_PORT = 3001;

/** The API over services in memory. */
export interface TestApi {
  readonly app: HttpApp;
  readonly dependencies: HttpDependencies;
  readonly sessions: MemorySessions;
  readonly feed: MemoryFeed;
  readonly terminals: RecordingHub;
  readonly clock: FakeClock;
  readonly logger: RecordingLogger;
  readonly shutdowns: { readonly endSessions: boolean }[];
  changeStatus(change: StatusChange): void;
  /** Calls the API as the person at the keyboard does; headers of `init` win, null removes one. */
  call(path: string, init?: TestRequest): Promise<TestAnswer>;
}

export interface TestRequest {
  readonly method?: string;
  readonly body?: unknown;
  readonly token?: string | null;
  readonly headers?: Readonly<Record<string, string | null>>;
}

export interface TestAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // oxlint-disable-next-line typescript/no-explicit-any -- tests say themselves what they expect to find
  readonly body: any;
}

const CHECK: CheckReport = { level: 'ok', summary: 'Fine.', path: '/usr/bin/x', version: '1.2.3', remedy: null, code: null };
export const SAMPLE_AGENTS: readonly AgentReport[] = [
  { name: 'codex', displayName: 'Codex', permissionModes: ['default', 'plan'], check: { ...CHECK, level: 'failed', code: 'AGENT_NOT_LOGGED_IN' } },
];
export const SAMPLE_DOCTOR: DoctorReport = { ok: true, at: STARTED_AT, checks: [{ id: 'git', title: 'git', ...CHECK }] };

/** The session token of a session in these tests; sessions of the project `api` may command. */
export function sessionToken(sessionId: string): string {
  return `aos.${sessionId}.proof`;
}

/** Builds the API with projects `shop` (agents may not command) and `api` (they may), and a few sessions. */
export function createTestApi(changes: Partial<HttpDependencies> = {}): TestApi {
  const clock = createFakeClock(STARTED_AT);
  const logger = createRecordingLogger();
  const sessions = createMemorySessions([sampleSession('shop-1'), sampleSession('shop-2'), endedSession('shop-3'), sampleSession('api-1'), sampleSession('api-2')]);
  const feed = createMemoryFeed();
  const terminals = createRecordingHub();
  const shutdowns: { readonly endSessions: boolean }[] = [];
  const listeners = new Set<(change: StatusChange) => void>();
  const dependencies: HttpDependencies = {
    projects: createMemoryProjects(['shop', 'api']),
    sessions,
    issues: createMemoryIssues(sessions),
    pullRequests: createMemoryPullRequests(),
    reports: createMemoryReports(sessions),
    orchestrators: createMemoryOrchestrators(sessions),
    feed,
    statuses: {
      subscribe(listener) {
        listeners.add(listener);
        return { close: () => void listeners.delete(listener) };
      },
    },
    access: createTokenAccess({
      token: TEST_TOKEN,
      sessionOf: (token) => (/^aos\.([a-z]+-\d+)\.proof$/.exec(token)?.[1] ?? null) as SessionId | null,
      mayCommand: (_sessionId: SessionId, projectId: ProjectId) => projectId === 'api',
    }),
    terminals,
    notices: createMemoryNotices(),
    webhooks: createRecordingDesk(),
    webhookHosts: ['Tunnel.test'],
    info: {
      version: '0.1.0',
      pid: 4242,
      instanceId: 'i-1',
      startedAt: STARTED_AT - 5000,
      home: '/home/ao',
      reconciliation: () => ({ state: 'done', checked: 4, total: 4, adopted: 3, ended: 1, unknown: 0, finishedAt: STARTED_AT }),
    },
    agents: async () => SAMPLE_AGENTS,
    doctor: async () => SAMPLE_DOCTOR,
    shutdown: (request) => void shutdowns.push(request),
    clock,
    logger,
    allowedOrigins: ['http://dashboard.test'],
    ...changes,
  };
  const app = createHttpApp(dependencies);
  return {
    app,
    dependencies,
    sessions,
    feed,
    terminals,
    clock,
    logger,
    shutdowns,
    changeStatus: (change) => listeners.forEach((listener) => listener(change)),
    call: (path, init) => callApi(app, path, init),
  };
}

async function callApi(app: HttpApp, path: string, init: TestRequest = {}): Promise<TestAnswer> {
  const token = init.token === undefined ? TEST_TOKEN : init.token;
  const headers = new Headers({ host: `127.0.0.1:${TEST_PORT}` });
  if (token !== null) headers.set('authorization', `Bearer ${token}`);
  const body = init.body === undefined || typeof init.body === 'string' ? init.body : JSON.stringify(init.body);
  if (body !== undefined) {
    headers.set('content-type', 'application/json');
    headers.set('content-length', String(Buffer.byteLength(body)));
  }
  for (const [name, value] of Object.entries(init.headers ?? {})) {
    if (value === null) headers.delete(name);
    else headers.set(name, value);
  }
  const request = new Request(`http://127.0.0.1:${TEST_PORT}${path}`, { method: init.method ?? 'GET', headers, ...(body === undefined ? {} : { body }) });
  const response = await app.fetch(request, { port: TEST_PORT });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: isJson(response) ? JSON.parse(text) : null };
}

function isJson(response: Response): boolean {
  return /json/.test(response.headers.get('content-type') ?? '');
}

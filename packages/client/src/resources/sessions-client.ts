import { AoApiError } from '../ao-api-error.ts';
import type {
  Answer,
  AnswerResult,
  Body,
  AttachCommand,
  Changes,
  Explanation,
  KillResult,
  Screen,
  Session,
  SessionStatus,
  SpawnRequest,
} from '../api-types.ts';
import { type ApiCall, type ApiCaller, apiPath } from '../transport/api-caller.ts';
import { createOptionalQuery } from '../transport/optional-query.ts';
import { sessionOf } from './session-answer.ts';
import { WAIT_SLICE_MS, waitInSlices } from './wait-slices.ts';

/** A status, or `blocked` (needs input), `done` (idle, exited, terminated or merged), `ended` (the agent is gone). */
export type WaitCondition = SessionStatus | 'blocked' | 'done' | 'ended';

/** How to wait for a session. */
export interface WaitOptions {
  readonly until: readonly WaitCondition[];
  /** Without it, it waits for good. */
  readonly timeoutMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Which sessions to list. */
export interface SessionListOptions {
  readonly project?: string | undefined;
  readonly includeEnded?: boolean | undefined;
  /** With what the processes of each session use. */
  readonly resources?: boolean | undefined;
}

/** Agents at work. */
export interface SessionsClient {
  /** With `resources`, what the processes of each session use is measured; a daemon that cannot do so answers without. */
  list(options?: SessionListOptions): Promise<readonly Session[]>;
  /** The same list, and the ids of sessions that were lost, for example in a reboot, and that a restore brings back. */
  listWithLost(options?: SessionListOptions): Promise<{ readonly sessions: readonly Session[]; readonly lost: readonly string[] }>;
  get(id: string, options?: { readonly resources?: boolean | undefined }): Promise<Session>;
  /** Resolves when the process of the agent runs, or at once when the session is queued: its `queue` tells where it stands. With an idempotency key the same request may be sent again. Aborting stops the waiting, not the spawn. */
  spawn(
    request: SpawnRequest,
    options?: { readonly idempotencyKey?: string | undefined; readonly signal?: AbortSignal | undefined },
  ): Promise<Answer<'spawnSession'>>;
  rename(id: string, displayName: string): Promise<Session>;
  /** Brings an ended session back, or queues it. */
  restore(id: string, options?: Body<'restoreSession'>): Promise<Answer<'restoreSession'>>;
  kill(id: string, options?: Body<'killSession'>): Promise<KillResult>;
  /** Plans the removal of worktrees, and carries it out with `execute`. */
  cleanup(request: Body<'cleanupSessions'>): Promise<Answer<'cleanupSessions'>>;
  undoCleanup(id: string): Promise<Answer<'undoCleanup'>>;
  explain(id: string): Promise<Explanation>;
  /** The session, once one of the conditions holds. Rejects with `WAIT_TIMEOUT`, or `SESSION_ENDED` when none can hold any more. */
  wait(id: string, options: WaitOptions): Promise<Session>;
  /** The last lines of the terminal, oldest first. Default 100. */
  output(id: string, options?: { readonly lines?: number | undefined }): Promise<readonly string[]>;
  screen(id: string): Promise<Screen>;
  /** How to attach with the runtime's own tool, such as tmux; null where it has none. */
  attachCommand(id: string): Promise<AttachCommand | null>;
  changes(id: string): Promise<Changes>;
  /** The patch of everything the agent changed. */
  diff(id: string): Promise<string>;
  /**
   * Answers what the agent asks (`Session.requests`) with one of its choices, and resolves when the agent has the answer. Rejects with
   * `AGENT_REQUEST_GONE` when nobody waits for it any more.
   */
  answer(id: string, requestId: string, answer: Body<'answerRequest'>): Promise<AnswerResult>;
  /** Says what the agent is doing; for the agent itself, with the token of its session. */
  report(id: string, report: Body<'reportActivity'>): Promise<Session>;
}

export function createSessionsClient(caller: ApiCaller): SessionsClient {
  const read = <Result>(path: string, query?: ApiCall['query']) => caller.json<Result>({ method: 'GET', path, query });
  const askOptional = createOptionalQuery(caller);
  const post = <Result>(path: string, body?: unknown) => caller.json<Result>({ method: 'POST', path, body });

  async function listWithLost({ resources, ...query }: SessionListOptions = {}) {
    const call: ApiCall = { method: 'GET', path: '/api/v1/sessions', query };
    const answer: Partial<Answer<'listSessions'>> = await askOptional<Answer<'listSessions'>>(call, { resources });
    // An older daemon does not tell what was lost.
    return { sessions: (answer.sessions ?? []).map(sessionOf), lost: answer.lost ?? [] };
  }

  async function waitOnce(id: string, options: WaitOptions, timeoutMs: number, isLast: boolean): Promise<Session | null> {
    const path = apiPath`/api/v1/sessions/${id}/wait`;
    const query = { until: options.until.join(','), timeoutMs };
    try {
      return sessionOf((await caller.json<Answer<'waitForSession'>>({ method: 'GET', path, query, signal: options.signal })).session);
    } catch (error) {
      if (!isLast && error instanceof AoApiError && error.code === 'WAIT_TIMEOUT') return null;
      throw error;
    }
  }

  return {
    list: async (options) => (await listWithLost(options)).sessions,
    listWithLost,
    async get(id, { resources } = {}) {
      const call: ApiCall = { method: 'GET', path: apiPath`/api/v1/sessions/${id}` };
      return sessionOf((await askOptional<Answer<'getSession'>>(call, { resources })).session);
    },
    spawn: (request, options = {}) =>
      caller.json({
        method: 'POST',
        path: '/api/v1/sessions',
        body: request,
        headers: { 'idempotency-key': options.idempotencyKey },
        signal: options.signal,
      }),
    async rename(id, displayName) {
      const path = apiPath`/api/v1/sessions/${id}`;
      return (await caller.json<Answer<'renameSession'>>({ method: 'PATCH', path, body: { displayName } })).session;
    },
    restore: async (id, options) => post(apiPath`/api/v1/sessions/${id}/restore`, options),
    kill: async (id, options = {}) => post(apiPath`/api/v1/sessions/${id}/kill`, options),
    cleanup: (request) => post('/api/v1/sessions/cleanup', request),
    undoCleanup: async (id) => post(apiPath`/api/v1/sessions/${id}/undo-cleanup`),
    explain: async (id) => read(apiPath`/api/v1/sessions/${id}/explain`),
    wait: (id, options) =>
      waitInSlices(options.timeoutMs ?? Number.POSITIVE_INFINITY, WAIT_SLICE_MS, (sliceMs, isLast) =>
        waitOnce(id, options, sliceMs, isLast),
      ),
    output: async (id, options = {}) => (await read<Answer<'getSessionOutput'>>(apiPath`/api/v1/sessions/${id}/output`, options)).lines,
    attachCommand: async (id) => (await read<Answer<'getAttachCommand'>>(apiPath`/api/v1/sessions/${id}/attach-command`)).command,
    screen: async (id) => (await read<Answer<'getSessionScreen'>>(apiPath`/api/v1/sessions/${id}/screen`)).screen,
    changes: async (id) => (await read<Answer<'getSessionChanges'>>(apiPath`/api/v1/sessions/${id}/changes`)).changes,
    diff: async (id) => (await read<Answer<'getSessionDiff'>>(apiPath`/api/v1/sessions/${id}/diff`)).diff,
    answer: async (id, requestId, answer) => post(apiPath`/api/v1/sessions/${id}/requests/${requestId}/answer`, answer),
    report: async (id, report) => (await post<Answer<'reportActivity'>>(apiPath`/api/v1/sessions/${id}/activity`, report)).session,
  };
}

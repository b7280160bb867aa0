import { AoError, FINAL_MESSAGE_STATES, isMessageId, type MessageRecord, parseMessageText, parseProjectId, parseSessionId } from '@ao/domain';
import type { ProjectService, ProjectView } from '@ao/service-project';
import type { SessionService, SessionView, SpawnRequest } from '@ao/service-session';
import { sampleMessage, sampleOperation, sampleProject, sampleResources, sampleSession } from './sample-records.ts';

/** Projects in memory. */
export function createMemoryProjects(ids: readonly string[]): ProjectService {
  const projects = new Map<string, ProjectView>(ids.map((id) => [id, sampleProject(id)]));
  function get(id: string): ProjectView {
    const project = projects.get(parseProjectId(id));
    if (project === undefined) throw new AoError('PROJECT_NOT_FOUND');
    return project;
  }
  return {
    list: async () => [...projects.values()],
    get: async (id) => get(id),
    async add(request) {
      const id = parseProjectId(request.id ?? request.path.split('/').at(-1) ?? '');
      const existing = projects.get(id);
      if (existing !== undefined) {
        if (request.reuseExisting === true) return { project: existing, created: false };
        throw new AoError('PROJECT_PATH_TAKEN', { details: { projectId: id } });
      }
      const project = { ...sampleProject(id), config: request.config ?? {} };
      projects.set(id, project);
      return { project, created: true };
    },
    async setConfig(id, config) {
      const project = { ...get(id), config };
      projects.set(id, project);
      return project;
    },
    async remove(id, { force }) {
      const project = get(id);
      if (project.liveSessions > 0 && !force) throw new AoError('PROJECT_HAS_SESSIONS');
      projects.delete(id);
      return { projectId: project.id, endedSessions: [`${id}-1`] };
    },
  };
}

/** Sessions in memory, with what tests need to see and to cause. */
export interface MemorySessions extends SessionService {
  readonly spawned: SpawnRequest[];
  put(session: SessionView): void;
  putMessage(message: MessageRecord): void;
}

/** Makes sessions in memory. */
export function createMemorySessions(initial: readonly SessionView[]): MemorySessions {
  const sessions = new Map<string, SessionView>(initial.map((session) => [session.id, session]));
  const messages = new Map<string, MessageRecord>();
  const spawned: SpawnRequest[] = [];
  const wakers = new Set<() => void>();

  function get(id: string): SessionView {
    const session = sessions.get(parseSessionId(id));
    if (session === undefined) throw new AoError('SESSION_NOT_FOUND');
    return session;
  }
  function put(session: SessionView): SessionView {
    sessions.set(session.id, session);
    for (const wake of wakers) wake();
    return session;
  }
  function message(id: string): MessageRecord {
    if (!isMessageId(id)) throw new AoError('MESSAGE_ID_INVALID');
    const found = messages.get(id);
    if (found === undefined) throw new AoError('MESSAGE_NOT_FOUND');
    return found;
  }
  /** Resolves with what `look` answers as soon as that is not null, or with `late()` when the signal is aborted. */
  function watch<Result>(look: () => Result | null, signal: AbortSignal, late: () => Result): Promise<Result> {
    return new Promise((resolve, reject) => {
      function settle(): void {
        try {
          const result = look();
          if (result === null && !signal.aborted) return;
          resolve(result ?? late());
        } catch (error) {
          reject(error);
        }
        wakers.delete(settle);
      }
      wakers.add(settle);
      signal.addEventListener('abort', settle);
      settle();
    });
  }

  return {
    spawned,
    put: (session) => void put(session),
    putMessage(changed) {
      messages.set(changed.id, changed);
      for (const wake of wakers) wake();
    },
    async spawn(request) {
      spawned.push(request);
      if (request.agent === 'nobody') throw new AoError('UNKNOWN_AGENT');
      const session = sampleSession(`${parseProjectId(request.projectId)}-${sessions.size + 1}`, { prompt: request.prompt ?? null });
      return { session: put(session), notices: ['origin could not be reached'] };
    },
    get,
    list: ({ projectId, includeEnded }) =>
      [...sessions.values()].filter(
        (session) => (projectId === undefined || session.projectId === projectId) && (includeEnded === true || session.phase !== 'ended'),
      ),
    lost: () => [],
    withResources: async (views) =>
      views.map((view) => ({ ...view, resources: view.phase === 'live' ? sampleResources() : null })),
    explain: async (id) => ({
      session: get(id),
      evidence: get(id).reason.facts,
      screen: { state: 'busy', text: null },
      operations: [sampleOperation(id)],
      messages: [sampleMessage('m-1', id)],
    }),
    rename(id, displayName) {
      if (displayName.trim() === '') throw new AoError('DISPLAY_NAME_REQUIRED');
      return put({ ...get(id), displayName });
    },
    async restore(id) {
      if (get(id).phase !== 'ended') throw new AoError('SESSION_NOT_ENDED');
      return { session: put(sampleSession(id)), resumed: true, notices: [] };
    },
    kill: async (id) => ({ session: put({ ...get(id), phase: 'ended' }), worktreeRemoved: false, dirtyFiles: 3, notices: [] }),
    cleanup: async (request) =>
      [...sessions.values()]
        .filter((session) => session.phase === 'ended')
        .map((session) => ({
          sessionId: session.id,
          plan: {
            action: 'remove',
            path: '/x',
            reason: 'clean, merged into main',
            dirtyFiles: [],
            dirtyFileCount: 0,
            unpushedCommits: 0,
            sizeBytes: 212_000_000,
            rescueRef: null,
            fingerprint: 'f',
          },
          result: request.execute ? { removed: true, rescueRef: null, reason: 'clean' } : null,
        })),
    async undoCleanup(id) {
      if (get(id).workspace.state !== 'rescued') throw new AoError('NOTHING_TO_UNDO');
      return { session: get(id), path: '/x' };
    },
    send(request) {
      const text = parseMessageText(request.text);
      if (get(request.sessionId).phase === 'ended') throw new AoError('SESSION_ENDED');
      const stored = sampleMessage(request.id ?? `m-${messages.size + 1}`, request.sessionId, { text, sender: request.sender });
      messages.set(stored.id, stored);
      return stored;
    },
    message,
    messages: (id, limit) => [...messages.values()].filter((candidate) => candidate.sessionId === get(id).id).slice(0, limit),
    settled: (id, signal) =>
      watch(
        () => (FINAL_MESSAGE_STATES.has(message(id).state) ? message(id) : null),
        signal,
        () => message(id),
      ),
    async screen(id) {
      if (get(id).launch === null) throw new AoError('SESSION_HAS_NO_TERMINAL');
      return {
        lines: ['$ make', ''],
        size: { columns: 80, rows: 2 },
        cursor: { row: 1, column: 0, visible: true },
        title: 'make',
        alternateScreen: false,
        bracketedPaste: true,
        offset: 12,
        lastOutputAt: null,
        exact: true,
      };
    },
    attachCommand: async (id) => ({ argv: ['tmux', '-S', '/run/tmux.sock', 'attach', '-t', `=${get(id).id}`], env: {} }),
    lines: async (id, count) => Array.from({ length: count }, (_, index) => `${get(id).id} line ${index}`),
    changes: async (id) => ({ files: [{ path: get(id).id, added: 3, deleted: 1, untracked: false }], added: 3, deleted: 1, commits: 1 }),
    diff: async (id) => `diff --git a/${get(id).id} b/${get(id).id}\n`,
    async wait(id, until, signal) {
      return watch(
        () => {
          const session = get(id);
          if (until.includes(session.status)) return session;
          if (session.phase === 'ended') throw new AoError('SESSION_ENDED');
          return null;
        },
        signal,
        () => {
          throw new AoError('WAIT_TIMEOUT');
        },
      );
    },
    async answer(id, { requestId, choice }) {
      const session = get(id);
      if (session.phase === 'ended') throw new AoError('SESSION_ENDED');
      const request = session.requests.find((each) => each.id === requestId);
      if (request === undefined) throw new AoError('AGENT_REQUEST_NOT_FOUND');
      const chosen = request.choices.find((each) => each.id === choice);
      if (chosen === undefined) throw new AoError('AGENT_REQUEST_CHOICE_UNKNOWN');
      return { session, request, choice: chosen, evidence: 'its pipe took the answer' };
    },
    report(id, report) {
      const session = get(id);
      if (session.phase === 'ended') throw new AoError('SESSION_ENDED');
      return put({ ...session, activity: { ...session.activity, state: report.state, source: 'report', detail: report.detail ?? null } });
    },
  };
}

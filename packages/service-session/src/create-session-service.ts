import { AoError, isMessageId, type MessageId, type ProjectId, parseProjectId } from '@ao/domain';
import { answerRequest } from './answer/answer-request.ts';
import { createAnsweredRequests } from './answer/answered-requests.ts';
import { awaitReaction } from './answer/await-reaction.ts';
import { explainSession } from './explain/explain-session.ts';
import { terminalOf } from './read/session-terminal.ts';
import { withResources } from './read/session-resources.ts';
import { createSessionViews, toRequestView } from './read/session-views.ts';
import { reportActivity } from './report-activity.ts';
import type { SessionService } from './session-service.ts';
import type { SessionServiceOptions } from './session-service-options.ts';
import { createIdempotentSpawns } from './spawn/idempotent-spawns.ts';
import { parseSpawnRequest, withTask } from './spawn/spawn-input.ts';
import { createSessionChanges } from './status/session-changes.ts';
import { cleanLine, LINE_MAX_CHARACTERS } from './text/clean-line.ts';
import { waitForStatus } from './wait/wait-for-status.ts';

/** The largest patch answered, in bytes. */
const DIFF_MAX_BYTES = 4 * 1024 * 1024;
const MESSAGES_MAX = 1_000;
const LINES_MAX = 10_000;

/** Makes the use cases around sessions. */
export function createSessionService(options: SessionServiceOptions): SessionService {
  const { stores, manager, lifecycle, messenger, runtimes, workspace, clock, policy } = options;
  const views = createSessionViews({ stores, clock, policy, queuePlaces: () => manager.queuePlaces() });
  const changes = createSessionChanges(stores.changeLog);
  const answered = createAnsweredRequests();
  const spawns = createIdempotentSpawns({ stores, changes });

  function projectIdOf(text: string | undefined): ProjectId | null {
    if (text === undefined) return null;
    const projectId = parseProjectId(text);
    if (!stores.projects.hasId(projectId)) {
      throw new AoError('PROJECT_NOT_FOUND', { message: `There is no project "${text}". See \`ao project ls\`.`, details: { projectId } });
    }
    return projectId;
  }

  function messageIdOf(text: string): MessageId {
    if (isMessageId(text)) return text;
    throw new AoError('MESSAGE_ID_INVALID', { details: { messageId: text } });
  }

  function storedMessage(text: string) {
    const id = messageIdOf(text);
    const message = stores.messages.get(id);
    if (message === null) throw new AoError('MESSAGE_NOT_FOUND', { message: `There is no message "${id}".`, details: { messageId: id } });
    return message;
  }

  return {
    async spawn(request, readTask) {
      const command = parseSpawnRequest(request);
      const { sessionId, notices } = await spawns.once(command, async () => {
        const task = (await readTask?.()) ?? null;
        const outcome = await manager.spawn(task === null ? command : withTask(command, request, task));
        return { sessionId: outcome.session.id, notices: [...(task?.notices ?? []), ...outcome.notices] };
      });
      return { session: views.get(sessionId), notices };
    },
    get: (id) => views.get(id),
    list: (request) => views.list(request),
    lost: (projectId) => views.lost(projectId),
    withResources: (sessions) => withResources(options.accounting, sessions),
    explain: async (id) => explainSession(options, views, id),
    rename(id, displayName) {
      const { id: sessionId } = views.record(id);
      const name = cleanLine(displayName);
      if (name === '') throw new AoError('DISPLAY_NAME_REQUIRED');
      if (name.length > LINE_MAX_CHARACTERS) {
        const issues = [{ path: 'displayName', message: `It is longer than ${LINE_MAX_CHARACTERS} characters.` }];
        throw new AoError('INVALID_REQUEST', { message: `A name has at most ${LINE_MAX_CHARACTERS} characters.`, details: { issues } });
      }
      manager.rename(sessionId, name);
      return views.get(id);
    },
    async restore(id, { queue = true } = {}) {
      const { resumed, notices } = await manager.restore(views.record(id).id, { queue });
      return { session: views.get(id), resumed, notices };
    },
    async kill(id, { removeWorktree = false }) {
      const { worktreeRemoved, dirtyFiles, notices } = await manager.kill(views.record(id).id, { removeWorktree });
      return { session: views.get(id), worktreeRemoved, dirtyFiles, notices };
    },
    async cleanup({ projectId, sessionIds, execute, save }) {
      const ids = sessionIds?.map((id) => views.record(id).id) ?? null;
      return manager.cleanup({ projectId: projectIdOf(projectId), sessionIds: ids, execute, save });
    },
    async undoCleanup(id) {
      const { path } = await manager.undoCleanup(views.record(id).id);
      return { session: views.get(id), path };
    },
    send({ sessionId, text, id, sender, urgent = false }) {
      return messenger.send({ sessionId: views.record(sessionId).id, text, id: id === undefined ? null : messageIdOf(id), sender, urgent });
    },
    message: storedMessage,
    messages: (sessionId, limit) =>
      stores.messages.listForSession(views.record(sessionId).id, Math.min(Math.max(1, Math.trunc(limit)), MESSAGES_MAX)),
    settled: async (messageId, signal) => messenger.settled(storedMessage(messageId).id, signal),
    async screen(id) {
      const { runtime, handle } = terminalOf(runtimes, views.record(id));
      return runtime.screen(handle);
    },
    async attachCommand(id) {
      const session = views.record(id);
      if (session.phase === 'queued') {
        const message = `${id} is queued and has no terminal yet. Wait for it with \`ao wait ${id}\`.`;
        throw new AoError('SESSION_HAS_NO_TERMINAL', { message, details: { sessionId: id } });
      }
      const { runtime, handle } = terminalOf(runtimes, session);
      if (session.phase === 'ended') {
        const message = `${id} has ended. Its words: \`ao output ${id}\`. Bring it back with \`ao session restore ${id}\`.`;
        throw new AoError('SESSION_ENDED', { message, details: { sessionId: id } });
      }
      return runtime.ownAttach?.(handle) ?? null;
    },
    async lines(id, count) {
      const { runtime, handle } = terminalOf(runtimes, views.record(id));
      return runtime.lines(handle, Math.min(Math.max(1, Math.trunc(count)), LINES_MAX));
    },
    async changes(id) {
      const { path, baseCommit, state } = views.record(id).workspace;
      if (path === null || state !== 'present') return { files: [], added: 0, deleted: 0, commits: 0 };
      return workspace.changes({ path, baseCommit });
    },
    async diff(id) {
      const { path, baseCommit, state } = views.record(id).workspace;
      if (path === null || state !== 'present') return '';
      return workspace.diff({ path, baseCommit, maxBytes: DIFF_MAX_BYTES });
    },
    wait: async (id, until, signal) => waitForStatus({ views, changes, clock, policy }, { id, until }, signal),
    async answer(id, answer) {
      const record = views.record(id);
      const { request, choice, evidence } = await answerRequest(options, answered, record, answer);
      const launchId = record.launch?.id;
      if (launchId !== undefined) {
        lifecycle.observe(record.id, { type: 'request_answered', at: clock.now(), launchId, requestId: request.id });
      }
      await awaitReaction({ stores, changes, clock }, record.id, request);
      return { session: views.get(id), request: toRequestView(request), choice, evidence };
    },
    report(id, report) {
      reportActivity(options, views.record(id), report);
      return views.get(id);
    },
  };
}

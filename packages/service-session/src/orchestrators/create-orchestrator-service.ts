import {
  AoError,
  isMessageId,
  type OrchestratorConfig,
  parseMessageText,
  parseProjectId,
  type ProjectId,
  type SessionRecord,
} from '@ao/domain';
import type { Stores } from '@ao/ports';
import type { SessionService } from '../session-service.ts';
import type { OrchestratorService, OrchestratorStarted, StartOrchestratorRequest } from './orchestrator-service.ts';
import { createTurns } from './turns.ts';

/** What the use cases around orchestrators stand on. */
export interface OrchestratorServiceOptions {
  readonly stores: Pick<Stores, 'sessions' | 'projects'>;
  readonly sessions: Pick<SessionService, 'spawn' | 'restore' | 'kill' | 'get' | 'list' | 'send'>;
}

/** Makes the use cases around orchestrators. */
export function createOrchestratorService({ stores, sessions }: OrchestratorServiceOptions): OrchestratorService {
  const turns = createTurns<ProjectId>();

  function orchestratorsOf(projectId: ProjectId): readonly SessionRecord[] {
    return stores.sessions.list({ projectId }).filter(({ kind }) => kind === 'orchestrator');
  }
  function openOne(projectId: ProjectId): SessionRecord | null {
    return orchestratorsOf(projectId).find(({ phase }) => phase !== 'ended') ?? null;
  }

  async function ensure(projectId: ProjectId, request: StartOrchestratorRequest): Promise<OrchestratorStarted> {
    const open = openOne(projectId);
    if (open !== null && request.clean !== true && open.phase !== 'stopping') return running(open, request);
    if (open !== null) await sessions.kill(open.id, {});
    const replaced = open !== null && request.clean === true ? open.id : null;
    const back = request.clean === true ? null : await bringBack(projectId, request);
    if (back !== null) return back;
    try {
      const { session, notices } = await sessions.spawn({
        ...settingsOf(projectId, request),
        projectId,
        kind: 'orchestrator',
        displayName: 'Orchestrator',
        prompt: request.prompt,
      });
      return { session, started: true, replaced, notices };
    } catch (error) {
      // Somebody started one by hand in this very moment.
      const other = AoError.isInstance(error) && error.code === 'ORCHESTRATOR_EXISTS' ? openOne(projectId) : null;
      if (other === null) throw error;
      return running(other, request);
    }
  }

  function running({ id }: SessionRecord, { prompt }: StartOrchestratorRequest): OrchestratorStarted {
    const unsent =
      prompt === undefined ? [] : [`${id} runs already, so the prompt was not sent. Give it a task with \`ao orchestrator delegate\`.`];
    return { session: sessions.get(id), started: false, replaced: null, notices: unsent };
  }

  /** The last one knows what went before. Who asks for another agent or a first prompt wants a new one. */
  async function bringBack(projectId: ProjectId, request: StartOrchestratorRequest): Promise<OrchestratorStarted | null> {
    const last = orchestratorsOf(projectId).at(-1);
    const isWanted = [request.prompt, request.agent, request.model, request.permissionMode].every((wish) => wish === undefined);
    if (last === undefined || !isWanted || last.launch === null || last.end?.reason === 'spawn_failed') return null;
    try {
      const { session, resumed, notices } = await sessions.restore(last.id);
      if (resumed || session.phase === 'queued') return { session, started: true, replaced: null, notices };
      return { session, started: true, replaced: null, notices: [...notices, `${last.id} is back, without its earlier conversation.`] };
    } catch (error) {
      if (!AoError.isInstance(error) || !CANNOT_COME_BACK.has(error.code)) throw error;
      return null;
    }
  }

  function settingsOf(
    projectId: ProjectId,
    request: StartOrchestratorRequest,
  ): Pick<StartOrchestratorRequest, 'agent' | 'model' | 'permissionMode'> {
    const config: OrchestratorConfig = stores.projects.get(projectId)?.config.orchestrator ?? {};
    return {
      agent: request.agent ?? config.agent,
      model: request.model ?? config.model,
      permissionMode: request.permissionMode ?? config.permissionMode,
    };
  }

  function knownProject(id: string): ProjectId {
    const projectId = parseProjectId(id);
    if (stores.projects.hasId(projectId)) return projectId;
    throw new AoError('PROJECT_NOT_FOUND', { message: `There is no project "${id}". See \`ao project ls\`.`, details: { projectId } });
  }

  return {
    async start(request) {
      const projectId = knownProject(request.projectId);
      return turns.take(projectId, () => ensure(projectId, request));
    },
    list: (request) => sessions.list(request).filter(({ kind }) => kind === 'orchestrator'),
    async delegate({ projectId: id, text, id: messageId, sender }) {
      const projectId = knownProject(id);
      // What cannot be sent must not start anything.
      parseMessageText(text);
      if (messageId !== undefined && !isMessageId(messageId)) throw new AoError('MESSAGE_ID_INVALID', { details: { messageId } });
      return turns.take(projectId, async () => {
        const started = await ensure(projectId, { projectId });
        const message = sessions.send({ sessionId: started.session.id, text, id: messageId, sender });
        return { ...started, message };
      });
    },
  };
}

/** Reasons for which a new one is started instead. */
const CANNOT_COME_BACK: ReadonlySet<string> = new Set([
  'SESSION_NOT_RESTORABLE',
  'RESTORE_TARGET_MISSING',
  'RESUME_UNSUPPORTED',
  'UNKNOWN_AGENT',
  'UNKNOWN_RUNTIME',
]);

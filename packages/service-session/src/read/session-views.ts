import {
  type AgentRequest,
  AoError,
  OPEN_PHASES,
  parseProjectId,
  parseSessionId,
  type ProjectId,
  type PullRequestFacts,
  NO_STANDING_REPORTS,
  type QueuePlace,
  type StandingReports,
  type SessionId,
  type SessionRecord,
} from '@ao/domain';
import { deriveStatus, type LifecyclePolicy, needsWords } from '@ao/lifecycle';
import type { Clock, Stores } from '@ao/ports';
import type { SessionListRequest } from '../session-service.ts';
import type { AgentRequestView, SessionView } from '../session-view.ts';
import { queuedReason } from './queued-reason.ts';

/** Sessions as clients see them. */
export interface SessionViews {
  /** The stored session. Throws `INVALID_SESSION_ID`, `SESSION_NOT_FOUND`. */
  record(id: string): SessionRecord;
  get(id: string): SessionView;
  /** A constant number of queries, however many sessions there are. Throws `INVALID_PROJECT_ID`, `PROJECT_NOT_FOUND`. */
  list(request: SessionListRequest): readonly SessionView[];
  /** Throws like `list`. */
  lost(projectId: string | undefined): readonly SessionId[];
}

/** What the views are made from. */
export interface SessionViewsOptions {
  readonly stores: Pick<Stores, 'sessions' | 'projects' | 'pullRequests' | 'messages' | 'reports'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly policy?: LifecyclePolicy | undefined;
  /** Where queued sessions stand. */
  readonly queuePlaces: () => ReadonlyMap<SessionId, QueuePlace>;
}

/** Makes the read model. Nothing is cached: a status depends on the time as well as on the facts. */
export function createSessionViews(options: SessionViewsOptions): SessionViews {
  const { stores, clock, policy, queuePlaces } = options;

  function knownProject(projectId: string | undefined): ProjectId | undefined {
    const project = projectId === undefined ? undefined : parseProjectId(projectId);
    if (project === undefined || stores.projects.hasId(project)) return project;
    const message = `There is no project "${project}". See \`ao project ls\`.`;
    throw new AoError('PROJECT_NOT_FOUND', { message, details: { projectId: project } });
  }

  function record(id: string): SessionRecord {
    const sessionId = parseSessionId(id);
    const session = stores.sessions.get(sessionId);
    if (session !== null) return session;
    throw new AoError('SESSION_NOT_FOUND', { message: `There is no session ${id}. See \`ao ls --all\`.`, details: { sessionId } });
  }

  function viewAll(records: readonly SessionRecord[]): readonly SessionView[] {
    const ids = records.map(({ id }) => id);
    const pullRequests = stores.pullRequests.forSessions(ids);
    const openMessages = stores.messages.countOpen(ids);
    const reports = stores.reports.standing(ids);
    const places = records.some(({ phase }) => phase === 'queued') ? queuePlaces() : new Map<SessionId, QueuePlace>();
    const now = clock.now();
    return records.map((each) => {
      const { id } = each;
      const queue = places.get(id) ?? null;
      const said = reports.get(id) ?? NO_STANDING_REPORTS;
      return toView(each, { pullRequests: pullRequests.get(id) ?? [], openMessages: openMessages.get(id) ?? 0, said, queue, now, policy });
    });
  }

  return {
    record,
    get(id) {
      const [view] = viewAll([record(id)]);
      if (view === undefined) throw new AoError('INTERNAL');
      return view;
    },
    list({ projectId, includeEnded }) {
      const project = knownProject(projectId);
      const phases = includeEnded === true ? undefined : OPEN_PHASES;
      return viewAll(stores.sessions.list({ projectId: project, phases }));
    },
    lost(projectId) {
      const lost = stores.sessions.list({ projectId: knownProject(projectId), endReason: 'lost' });
      return lost.filter(({ workspace }) => workspace.state === 'present').map(({ id }) => id);
    },
  };
}

interface ViewParts {
  readonly pullRequests: readonly PullRequestFacts[];
  readonly openMessages: number;
  readonly said: StandingReports;
  readonly queue: QueuePlace | null;
  readonly now: number;
  readonly policy: LifecyclePolicy | undefined;
}

function toView(record: SessionRecord, { pullRequests, openMessages, said, queue, now, policy }: ViewParts): SessionView {
  const derived = deriveStatus(record, pullRequests, now, policy, said);
  const { status } = derived;
  const reason = queue === null ? derived.reason : queuedReason(derived.reason, queue, record);
  return {
    ...record,
    requests: record.requests.map(toRequestView),
    status,
    reason,
    isTerminated: record.phase === 'ended',
    pullRequests,
    openMessages,
    queue,
    resources: null,
    questions: said.questions,
    done: said.done,
    needs: status === 'needs_input' ? (needsWords(record, said) ?? reason.text) : null,
  };
}

/** A request without its channel. */
export function toRequestView({ channel: _channel, ...request }: AgentRequest): AgentRequestView {
  return request;
}

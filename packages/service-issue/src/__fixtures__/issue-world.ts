import { createHash } from 'node:crypto';
import { sampleOperation, sampleProject, sampleSession } from '@ao/conformance';
import { AoError, type ErrorCode, type ProjectConfig, type ProjectId, type SessionId } from '@ao/domain';
import type { Issue, IssueComment, NoticeRequest, Stores } from '@ao/ports';
import { createFakeClock, createInMemoryStores, createRecordingLogger, type FakeClock, type RecordingLogger } from '@ao/testing';
import { createIssueService, type IssueParts } from '../create-issue-service.ts';
import type { SessionStart, SessionStarter, StartedSession } from '../start/session-start.ts';
import { createFakeTracker, type FakeTracker, ORIGIN, sampleIssue } from './fake-tracker.ts';

export const SHOP = 'shop' as ProjectId;

/** The use cases over stores in memory, a tracker in memory, and sessions that start at once. */
export interface IssueWorld extends IssueParts {
  readonly stores: Stores;
  readonly tracker: FakeTracker;
  readonly clock: FakeClock;
  readonly logger: RecordingLogger;
  readonly notices: NoticeRequest[];
  /** What was started, with the prompt it ended up with. */
  readonly started: SessionStart[];
  addIssue(number: number, changes?: Partial<Issue>): Issue;
  addComments(issue: Issue, comments: readonly IssueComment[]): void;
  end(id: string): void;
  setConfig(config: ProjectConfig): void;
  /** From now on sessions cannot be started; null: they can again. */
  failStarts(code: ErrorCode | null): void;
  /** Sessions are queued from now on. */
  queueStarts(): void;
  /** The same stores and tracker in another process. */
  restart(): IssueWorld;
}

/** Makes the world, with the project `shop` on a remote the tracker knows. */
export function createIssueWorld(config: ProjectConfig = {}): IssueWorld {
  const clock = createFakeClock();
  const stores = createInMemoryStores({ clock });
  stores.projects.add(sampleProject('shop', { originUrl: ORIGIN, config }));
  return worldOn({ clock, stores, tracker: createFakeTracker() });
}

function worldOn(base: Pick<IssueWorld, 'clock' | 'stores' | 'tracker'>): IssueWorld {
  const { clock, stores, tracker } = base;
  const logger = createRecordingLogger();
  const notices: NoticeRequest[] = [];
  const started: SessionStart[] = [];
  let failure: ErrorCode | null = null;
  let phase: 'live' | 'queued' = 'live';
  let operations = stores.sessions.list().length;

  async function startNow(request: SessionStart, task: Parameters<SessionStarter['start']>[1]): Promise<StartedSession> {
    const found = (await task?.()) ?? null;
    const { prompt, displayName } = { ...request, ...found };
    if (failure !== null) throw new AoError(failure, { message: 'It could not be started.' });
    const { projectId, issueId = null, idempotencyKey = null } = request;
    const session = stores.sessions.create(projectId as ProjectId, () =>
      sampleSession({ projectId: projectId as ProjectId, issueId, prompt: prompt ?? null, displayName: displayName ?? null, phase }),
    );
    operations += 1;
    const operation = stores.operations.begin({ ...sampleOperation(`o-${operations}`, session.id), request: { idempotencyKey } });
    stores.operations.finish(operation.id, { state: 'done', error: null, at: clock.now() });
    started.push({ ...request, prompt, displayName });
    return { sessionId: session.id, phase, notices: found?.notices ?? [] };
  }

  const parts = createIssueService({
    stores,
    tracker,
    clock,
    logger,
    digest: (text) => createHash('sha256').update(text).digest('hex'),
    notices: { raise: (notice) => notices.push(notice) > 0, withdraw: () => undefined },
    sessions: {
      async start(request, task) {
        const { idempotencyKey } = request;
        const earlier = idempotencyKey === undefined ? null : stores.operations.findByIdempotencyKey(idempotencyKey);
        if (earlier !== null) return { sessionId: earlier.sessionId, phase: 'live', notices: [] };
        return startNow(request, task);
      },
    },
  });

  return {
    ...base,
    ...parts,
    logger,
    notices,
    started,
    addIssue(number, changes) {
      const issue = sampleIssue(number, changes);
      tracker.issues.set(issue.key, issue);
      return issue;
    },
    addComments(issue, comments) {
      tracker.comments.set(issue.key, comments);
      tracker.issues.set(issue.key, { ...issue, totalComments: comments.length });
    },
    end: (id) =>
      void stores.sessions.updateFacts(id as SessionId, (facts) => ({
        ...facts,
        phase: 'ended',
        end: { at: clock.now(), reason: 'killed', message: null },
      })),
    setConfig: (config) => void stores.projects.setConfig(SHOP, config),
    failStarts(code) {
      failure = code;
    },
    queueStarts() {
      phase = 'queued';
    },
    restart: () => worldOn(base),
  };
}

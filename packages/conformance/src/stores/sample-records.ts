import type {
  AgentName,
  AgentRequest,
  LaunchFacts,
  LaunchId,
  MessageId,
  OperationId,
  ProjectId,
  ProjectRecord,
  PullRequestFacts,
  RuntimeHandle,
  RuntimeName,
  SessionId,
  SessionRecord,
} from '@ao/domain';
import type { MessageStore, NewSession, OperationStore, Stores } from '@ao/ports';

/** The project most cases use. */
export const SHOP = 'shop' as ProjectId;

/** A project at `/repositories/<id>`. */
export function sampleProject(id: string, changes: Partial<ProjectRecord> = {}): ProjectRecord {
  return {
    id: id as ProjectId,
    path: `/repositories/${id}`,
    name: id,
    originUrl: 'https://example.org/shop.git',
    defaultBranch: 'main',
    config: {},
    registeredAt: 500,
    archivedAt: null,
    ...changes,
  };
}

/** A session that is being started. */
export function sampleSession(changes: Partial<NewSession> = {}): NewSession {
  return {
    projectId: SHOP,
    kind: 'worker',
    agent: 'claude-code' as AgentName,
    runtime: 'pty-host' as RuntimeName,
    permissionMode: 'default',
    model: null,
    command: null,
    issueId: null,
    spawnedBy: null,
    prompt: 'Add a health check',
    createdAt: 1_000,
    displayName: 'health check',
    phase: 'starting',
    phaseDeadlineAt: 61_000,
    workspace: {
      state: 'absent',
      repositoryPath: '/repositories/shop',
      path: null,
      branch: null,
      baseRef: null,
      baseCommit: null,
      rescueRef: null,
      setup: 'none',
      setupMessage: null,
    },
    launch: null,
    activity: { state: 'unknown', since: 1_000, evidenceAt: 1_000, source: 'launch', detail: null, correlationId: null },
    requests: [],
    exit: null,
    end: null,
    agentSessionId: null,
    ...changes,
  };
}

/** A request for permission that stands open. */
export function sampleRequest(id: string, changes: Partial<AgentRequest> = {}): AgentRequest {
  return {
    id,
    kind: 'permission',
    tool: 'Bash',
    input: '{"command":"npm test"}',
    text: 'Bash: npm test',
    choices: [
      { id: 'allow', label: 'Allow' },
      { id: 'deny', label: 'Deny' },
    ],
    askedAt: 3_000,
    channel: '4711-0.answer',
    ...changes,
  };
}

/** A launch that is under way. */
export function sampleLaunch(changes: Partial<LaunchFacts> = {}): LaunchFacts {
  return {
    id: 'l-1' as LaunchId,
    attempt: 1,
    state: 'starting',
    startedAt: 2_000,
    deadlineAt: 32_000,
    readyAt: null,
    handle: 'terminal-1' as RuntimeHandle,
    process: { pid: 4711, startTime: '8812', bootId: 'b-1' },
    expectsSignals: true,
    firstSignalAt: null,
    lastSignalAt: null,
    lastOutputAt: null,
    ...changes,
  };
}

/** An operation to begin. */
export function sampleOperation(id: string, sessionId: SessionId): Parameters<OperationStore['begin']>[0] {
  return { id: id as OperationId, kind: 'spawn', sessionId, request: { prompt: 'x' }, startedAt: 1_000, deadlineAt: 61_000 };
}

/** A message to enqueue. */
export function sampleMessage(id: string, sessionId: SessionId, text = `text of ${id}`): Parameters<MessageStore['enqueue']>[0] {
  return {
    id: id as MessageId,
    sessionId,
    text,
    isFirstPrompt: false,
    sender: { kind: 'person' },
    urgent: false,
    createdAt: 3_000,
    receipt: { state: 'queued', at: 3_000, evidence: 'stored', screen: null },
  };
}

/** An open pull request. */
export function samplePullRequest(id: string, sessionId: SessionId, changes: Partial<PullRequestFacts> = {}): PullRequestFacts {
  return {
    id: `github.com:${id}`,
    sessionId,
    url: `https://github.com/acme/shop/pull/${id}`,
    number: 412,
    title: 'Add a health check',
    state: 'open',
    ci: 'pending',
    review: 'none',
    mergeability: 'unknown',
    unresolvedThreads: 0,
    sourceBranch: 'ao/shop-1/health-check',
    targetBranch: 'main',
    headCommit: 'c0ffee',
    note: null,
    updatedAt: 4_000,
    observedAt: 4_500,
    ...changes,
  };
}

/** Adds the project `shop` and creates a session in it. */
export function createSession(stores: Stores, changes: Partial<NewSession> = {}): SessionRecord {
  if (!stores.projects.hasId(SHOP)) stores.projects.add(sampleProject('shop'));
  return stores.sessions.create(SHOP, () => sampleSession(changes));
}

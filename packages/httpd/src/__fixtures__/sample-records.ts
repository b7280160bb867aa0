import type {
  AgentName,
  ChangeEvent,
  LaunchId,
  MessageId,
  MessageRecord,
  OperationId,
  OperationRecord,
  ProjectId,
  RuntimeHandle,
  RuntimeName,
  SessionResources,
} from '@ao/domain';
import { parseSessionId } from '@ao/domain';
import type { ProjectView } from '@ao/service-project';
import type { AgentRequestView, SessionView } from '@ao/service-session';

export const STARTED_AT = 1_700_000_000_000;

/** A running session with something in every field. */
export function sampleSession(id: string, changes: Partial<SessionView> = {}): SessionView {
  const sessionId = parseSessionId(id);
  const projectId = id.replace(/-\d+$/, '') as ProjectId;
  return {
    id: sessionId,
    projectId,
    number: Number(id.slice(projectId.length + 1)),
    kind: 'worker',
    agent: 'claude-code' as AgentName,
    runtime: 'pty-host' as RuntimeName,
    permissionMode: 'default',
    model: null,
    command: null,
    issueId: '#12',
    spawnedBy: null,
    prompt: 'Fix the flaky test',
    createdAt: STARTED_AT,
    phase: 'live',
    phaseDeadlineAt: null,
    workspace: {
      state: 'present',
      repositoryPath: `/code/${projectId}`,
      path: `/home/ao/worktrees/${projectId}/${id}`,
      branch: `ao/${id}/work`,
      baseRef: 'origin/main',
      baseCommit: 'a'.repeat(40),
      rescueRef: null,
      setup: 'done',
      setupMessage: null,
    },
    launch: {
      id: 'l-1' as LaunchId,
      attempt: 1,
      state: 'ready',
      startedAt: STARTED_AT,
      deadlineAt: STARTED_AT + 60_000,
      readyAt: STARTED_AT + 900,
      handle: 'h-1' as RuntimeHandle,
      process: { pid: 4711, startTime: '12345', bootId: 'b-1' },
      expectsSignals: true,
      firstSignalAt: STARTED_AT + 800,
      lastSignalAt: STARTED_AT + 2000,
      lastOutputAt: STARTED_AT + 2100,
    },
    activity: { state: 'active', since: STARTED_AT, evidenceAt: STARTED_AT + 2000, source: 'hook', detail: null, correlationId: null },
    requests: [sampleRequest()],
    exit: null,
    end: null,
    agentSessionId: '4be1',
    displayName: 'Flaky test',
    updatedAt: STARTED_AT + 2000,
    status: 'working',
    reason: {
      rule: 'activity_active',
      text: 'The agent works.',
      facts: [{ name: 'activity', value: 'active', source: 'hook', at: STARTED_AT + 2000, ageMs: 10 }],
      nextStep: null,
    },
    isTerminated: false,
    pullRequests: [
      {
        id: 'github.com:1',
        sessionId,
        url: 'https://github.com/x/y/pull/1',
        number: 1,
        title: 'Fix',
        state: 'open',
        ci: 'passing',
        review: 'none',
        mergeability: 'mergeable',
        unresolvedThreads: 0,
        sourceBranch: `ao/${id}/work`,
        targetBranch: 'main',
        headCommit: 'b'.repeat(40),
        note: null,
        updatedAt: STARTED_AT,
        observedAt: STARTED_AT,
      },
    ],
    questions: [],
    done: null,
    openMessages: 0,
    queue: null,
    resources: null,
    needs: null,
    ...changes,
  };
}

/** A request for permission. */
export function sampleRequest(changes: Partial<AgentRequestView> = {}): AgentRequestView {
  return {
    id: 'Bash:0f3a',
    kind: 'permission',
    tool: 'Bash',
    input: '{"command":"npm test"}',
    text: 'Bash: npm test',
    choices: [
      { id: 'allow', label: 'Allow' },
      { id: 'deny', label: 'Deny' },
    ],
    askedAt: STARTED_AT + 1900,
    ...changes,
  };
}

/** A session that is over. */
export function endedSession(id: string): SessionView {
  return sampleSession(id, {
    phase: 'ended',
    status: 'exited',
    requests: [],
    exit: { at: STARTED_AT + 5000, code: 0, signal: null, evidence: 'exit_record' },
    end: { at: STARTED_AT + 5000, reason: 'exited', message: null },
  });
}

/** What a session may use. */
export function sampleResources(): SessionResources {
  return { cpuPercent: 12.5, windowMs: 2_000, memoryBytes: 412_000_000, processes: 3, measuredAt: STARTED_AT };
}

/** A project with every setting. */
export function sampleProject(id: string): ProjectView {
  return {
    id: id as ProjectId,
    path: `/code/${id}`,
    name: id,
    originUrl: `git@github.com:x/${id}.git`,
    defaultBranch: 'main',
    config: { agent: 'codex', env: { CI: '1' }, copy: ['.env'], permissionMode: 'plan', setupTimeoutMs: 1000, maxRunning: 4, agentsMayCommand: false },
    registeredAt: STARTED_AT,
    archivedAt: null,
    liveSessions: 2,
    problem: null,
  };
}

/** A queued message. */
export function sampleMessage(id: string, sessionId: string, changes: Partial<MessageRecord> = {}): MessageRecord {
  return {
    id: id as MessageId,
    sessionId: parseSessionId(sessionId),
    sequence: 1,
    text: 'Use the existing error type',
    isFirstPrompt: false,
    sender: { kind: 'person' },
    urgent: false,
    state: 'queued',
    submittedWhileBusy: false,
    delivery: null,
    launchId: null,
    receipts: [{ state: 'queued', at: STARTED_AT, evidence: 'stored', screen: null }],
    createdAt: STARTED_AT,
    updatedAt: STARTED_AT,
    ...changes,
  };
}

/** An operation that is done. */
export function sampleOperation(sessionId: string): OperationRecord {
  return {
    id: 'o-1' as OperationId,
    kind: 'spawn',
    sessionId: parseSessionId(sessionId),
    state: 'done',
    request: { agent: 'claude-code' },
    steps: [{ name: 'worktree', state: 'done', startedAt: STARTED_AT, finishedAt: STARTED_AT + 5, created: { path: '/x' } }],
    error: null,
    startedAt: STARTED_AT,
    deadlineAt: STARTED_AT + 60_000,
    finishedAt: STARTED_AT + 10,
  };
}

/** A change of a session. */
export function sampleEvent(sequence: number, sessionId = 'shop-1'): ChangeEvent {
  return {
    sequence,
    type: 'session.updated',
    at: STARTED_AT + sequence,
    projectId: sessionId.replace(/-\d+$/, '') as ProjectId,
    sessionId: parseSessionId(sessionId),
    payload: { phase: 'live' },
  };
}

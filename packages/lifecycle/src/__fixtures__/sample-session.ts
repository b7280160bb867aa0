import type { AgentName, AgentRequest, LaunchId, ProjectId, PullRequestFacts, RuntimeHandle, RuntimeName, SessionFacts, SessionId, SessionRecord } from '@ao/domain';
import type { AgentSignal, ScreenReading } from '@ao/ports';
import { newSessionFacts, type Observation, type Reaction, reduce } from '../index.ts';

export const T0 = 1_700_000_000_000;
export const LAUNCH = 'l-1' as LaunchId;
export const HANDLE = 'terminal-1' as RuntimeHandle;
export const PROCESS = { pid: 4711, startTime: '99', bootId: 'boot-1' };

/** A session as a spawn creates it. */
export function newSession(changes: Partial<SessionFacts> = {}): SessionRecord {
  return {
    id: 'shop-1' as SessionId,
    projectId: 'shop' as ProjectId,
    number: 1,
    kind: 'worker',
    agent: 'claude-code' as AgentName,
    runtime: 'pty-host' as RuntimeName,
    permissionMode: 'default',
    model: null,
    command: null,
    issueId: null,
    spawnedBy: null,
    prompt: null,
    createdAt: T0,
    displayName: null,
    updatedAt: T0,
    ...newSessionFacts({ at: T0, deadlineAt: T0 + 60_000, repositoryPath: '/code/shop' }),
    ...changes,
  };
}

/** A session as a spawn creates it that has to wait. */
export function queuedSession(): SessionRecord {
  return newSession(newSessionFacts({ at: T0, deadlineAt: null, repositoryPath: '/code/shop' }));
}

export const launched = {
  type: 'launched',
  at: T0 + 1_000,
  launchId: LAUNCH,
  handle: HANDLE,
  process: PROCESS,
  agentSessionId: null,
  expectsSignals: true,
  readyWithinMs: 30_000,
} as const satisfies Observation;

/** Applies observations one after the other. */
export function after(record: SessionRecord, ...observations: readonly Observation[]): SessionRecord {
  return observations.reduce((facts, observation) => ({ ...facts, ...reduce(facts, observation).facts }), record);
}

/** The reactions to the last of the observations. */
export function reactionsTo(record: SessionRecord, ...observations: readonly Observation[]): readonly Reaction[] {
  const last = observations.at(-1);
  return last === undefined ? [] : reduce(after(record, ...observations.slice(0, -1)), last).reactions;
}

/** A session whose agent was launched and is ready, with the given activity signalled last. */
export function liveSession(...more: readonly Observation[]): SessionRecord {
  return after(newSession(), launched, { type: 'launch_ready', at: T0 + 2_000, launchId: LAUNCH }, ...more);
}

type ActivitySignal = Extract<AgentSignal, { type: 'activity' }>;

/** A hook about the activity. Times are milliseconds after T0. */
export function activity(at: number, state: ActivitySignal['state'], changes: Partial<ActivitySignal> = {}): Observation {
  return signal({
    type: 'activity',
    at: T0 + at,
    source: 'hook',
    evidence: `hook ${state}`,
    state,
    detail: null,
    correlationId: null,
    turnBoundary: state === 'active' || state === 'idle',
    ...changes,
  });
}

/** A request as data, asked at so many milliseconds after T0. */
export function request(id: string, at: number, changes: Partial<AgentRequest> = {}): AgentRequest {
  return {
    id,
    kind: 'permission',
    tool: 'Bash',
    input: '{"command":"npm test"}',
    text: `Bash: ${id}`,
    choices: [
      { id: 'allow', label: 'Allow' },
      { id: 'deny', label: 'Deny' },
    ],
    askedAt: T0 + at,
    channel: `${id}.answer`,
    ...changes,
  };
}

/** A hook that asks. */
export function asks(at: number, id: string, changes: Partial<AgentRequest> = {}): Observation {
  const asked = request(id, at, changes);
  const state = asked.kind === 'question' ? 'waiting_input' : 'blocked';
  return activity(at, state, { detail: asked.text, correlationId: id, request: asked });
}

export function signal(said: AgentSignal, changes: { readonly receivedAt?: number; readonly launchId?: LaunchId } = {}): Observation {
  return { type: 'agent_signal', at: changes.receivedAt ?? said.at, launchId: changes.launchId ?? LAUNCH, signal: said };
}

export function screen(at: number, reading: Partial<ScreenReading> | null, lastOutputAt: number | null = at): Observation {
  return {
    type: 'screen_read',
    at: T0 + at,
    launchId: LAUNCH,
    reading: reading === null ? null : { state: 'unknown', dialog: null, composerText: null, launch: null, ...reading },
    lastOutputAt: lastOutputAt === null ? null : T0 + lastOutputAt,
  };
}

export function tick(at: number): Observation {
  return { type: 'tick', at: T0 + at };
}

export function alive(at: number, lastOutputAt: number | null = null): Observation {
  const probe = { state: 'alive', process: PROCESS, lastOutputAt: lastOutputAt === null ? null : T0 + lastOutputAt } as const;
  return { type: 'runtime_probe', at: T0 + at, handle: HANDLE, probe };
}

export function dead(at: number, changes: Partial<NonNullable<SessionFacts['exit']>> = {}): Observation {
  const exit = { at: T0 + at, code: 0, signal: null, evidence: 'exit_record', ...changes } as const;
  return { type: 'runtime_probe', at: T0 + at, handle: HANDLE, probe: { state: 'dead', exit, lastOutputAt: null } };
}

export function pullRequest(changes: Partial<PullRequestFacts> = {}): PullRequestFacts {
  return {
    id: 'github.com:1',
    sessionId: 'shop-1' as SessionId,
    url: 'https://github.com/acme/shop/pull/1',
    number: 1,
    title: 'Health check',
    state: 'open',
    ci: 'unknown',
    review: 'none',
    mergeability: 'unknown',
    unresolvedThreads: 0,
    sourceBranch: 'ao/shop-1/work',
    targetBranch: 'main',
    headCommit: 'c0ffee',
    note: null,
    updatedAt: T0,
    observedAt: T0,
    ...changes,
  };
}

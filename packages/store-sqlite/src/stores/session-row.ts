import type { Activity, ExitFacts, LaunchFacts, SessionEnd, SessionFacts, SessionRecord, WorkspaceFacts } from '@ao/domain';
import type { SessionFactColumns, SessionRow } from '../schema/session-table.ts';

/** Spreads the nested facts of a session over its columns. */
export function factColumnsOf(facts: SessionFacts): SessionFactColumns {
  const { workspace, launch, activity, exit, end } = facts;
  return {
    phase: facts.phase,
    phaseDeadlineAt: facts.phaseDeadlineAt,
    agentSessionId: facts.agentSessionId,
    workspaceState: workspace.state,
    repositoryPath: workspace.repositoryPath,
    worktreePath: workspace.path,
    branch: workspace.branch,
    baseRef: workspace.baseRef,
    baseCommit: workspace.baseCommit,
    rescueRef: workspace.rescueRef,
    setupState: workspace.setup,
    setupMessage: workspace.setupMessage,
    launchId: launch?.id ?? null,
    launchAttempt: launch?.attempt ?? null,
    launchState: launch?.state ?? null,
    launchStartedAt: launch?.startedAt ?? null,
    launchDeadlineAt: launch?.deadlineAt ?? null,
    readyAt: launch?.readyAt ?? null,
    runtimeHandle: launch?.handle ?? null,
    processPid: launch?.process?.pid ?? null,
    processStartTime: launch?.process?.startTime ?? null,
    processBootId: launch?.process?.bootId ?? null,
    expectsSignals: launch?.expectsSignals ?? null,
    firstSignalAt: launch?.firstSignalAt ?? null,
    lastSignalAt: launch?.lastSignalAt ?? null,
    lastOutputAt: launch?.lastOutputAt ?? null,
    activityState: activity.state,
    activitySince: activity.since,
    activityEvidenceAt: activity.evidenceAt,
    activitySource: activity.source,
    activityDetail: activity.detail,
    activityCorrelationId: activity.correlationId,
    requests: facts.requests,
    exitAt: exit?.at ?? null,
    exitCode: exit?.code ?? null,
    exitSignal: exit?.signal ?? null,
    exitEvidence: exit?.evidence ?? null,
    endedAt: end?.at ?? null,
    endReason: end?.reason ?? null,
    endMessage: end?.message ?? null,
  };
}

/** Puts a stored session together again. */
export function sessionRecordOf(row: SessionRow): SessionRecord {
  return {
    id: row.id,
    projectId: row.projectId,
    number: row.number,
    kind: row.kind,
    agent: row.agent,
    runtime: row.runtime,
    permissionMode: row.permissionMode,
    model: row.model,
    command: row.command,
    issueId: row.issueId,
    spawnedBy: row.spawnedBy,
    prompt: row.prompt,
    createdAt: row.createdAt,
    displayName: row.displayName,
    updatedAt: row.updatedAt,
    phase: row.phase,
    phaseDeadlineAt: row.phaseDeadlineAt,
    workspace: workspaceOf(row),
    launch: launchOf(row),
    activity: activityOf(row),
    requests: row.requests,
    exit: exitOf(row),
    end: endOf(row),
    agentSessionId: row.agentSessionId,
  };
}

function workspaceOf(row: SessionRow): WorkspaceFacts {
  return {
    state: row.workspaceState,
    repositoryPath: row.repositoryPath,
    path: row.worktreePath,
    branch: row.branch,
    baseRef: row.baseRef,
    baseCommit: row.baseCommit,
    rescueRef: row.rescueRef,
    setup: row.setupState,
    setupMessage: row.setupMessage,
  };
}

// The columns of one fact are written together: whether the fact is there is decided by those that are never null in it.
function launchOf(row: SessionRow): LaunchFacts | null {
  if (row.launchId === null || row.launchState === null) return null;
  return {
    id: row.launchId,
    attempt: row.launchAttempt ?? 1,
    state: row.launchState,
    startedAt: row.launchStartedAt ?? row.createdAt,
    deadlineAt: row.launchDeadlineAt ?? row.createdAt,
    readyAt: row.readyAt,
    handle: row.runtimeHandle,
    process: processOf(row),
    expectsSignals: row.expectsSignals ?? false,
    firstSignalAt: row.firstSignalAt,
    lastSignalAt: row.lastSignalAt,
    lastOutputAt: row.lastOutputAt,
  };
}

function processOf(row: SessionRow): LaunchFacts['process'] {
  if (row.processPid === null || row.processStartTime === null || row.processBootId === null) return null;
  return { pid: row.processPid, startTime: row.processStartTime, bootId: row.processBootId };
}

function activityOf(row: SessionRow): Activity {
  return {
    state: row.activityState,
    since: row.activitySince,
    evidenceAt: row.activityEvidenceAt,
    source: row.activitySource,
    detail: row.activityDetail,
    correlationId: row.activityCorrelationId,
  };
}

function exitOf(row: SessionRow): ExitFacts | null {
  if (row.exitAt === null || row.exitEvidence === null) return null;
  return { at: row.exitAt, code: row.exitCode, signal: row.exitSignal, evidence: row.exitEvidence };
}

function endOf(row: SessionRow): SessionEnd | null {
  if (row.endedAt === null || row.endReason === null) return null;
  return { at: row.endedAt, reason: row.endReason, message: row.endMessage };
}

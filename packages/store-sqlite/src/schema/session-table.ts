import {
  ACTIVITY_SOURCES,
  ACTIVITY_STATES,
  type AgentName,
  END_REASONS,
  EXIT_EVIDENCE,
  LAUNCH_STATES,
  type LaunchId,
  PERMISSION_MODES,
  type ProjectId,
  type RuntimeHandle,
  type RuntimeName,
  SESSION_KINDS,
  SESSION_PHASES,
  SETUP_STATES,
  type SessionId,
  WORKSPACE_STATES,
} from '@ao/domain';
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { asAgentRequests } from './agent-requests.ts';
import { asStringList, checkedJson, enumText, flag } from './columns.ts';

/** What is fixed when a session is created. */
const identityColumns = {
  id: text('id').$type<SessionId>().notNull().primaryKey(),
  projectId: text('project_id').$type<ProjectId>().notNull(),
  number: integer('number').notNull(),
  kind: enumText('kind', SESSION_KINDS).notNull(),
  agent: text('agent').$type<AgentName>().notNull(),
  runtime: text('runtime').$type<RuntimeName>().notNull(),
  permissionMode: enumText('permission_mode', PERMISSION_MODES).notNull(),
  model: text('model'),
  command: checkedJson('command', asStringList),
  issueId: text('issue_id'),
  spawnedBy: text('spawned_by').$type<SessionId>(),
  prompt: text('prompt'),
  createdAt: integer('created_at').notNull(),
};

/** What changes in a session's life, flat: every fact is a column, so that triggers see which one changed. */
const factColumns = {
  phase: enumText('phase', SESSION_PHASES).notNull(),
  phaseDeadlineAt: integer('phase_deadline_at'),
  workspaceState: enumText('workspace_state', WORKSPACE_STATES).notNull(),
  repositoryPath: text('repository_path').notNull(),
  worktreePath: text('worktree_path'),
  branch: text('branch'),
  baseRef: text('base_ref'),
  baseCommit: text('base_commit'),
  rescueRef: text('rescue_ref'),
  setupState: enumText('setup_state', SETUP_STATES).notNull(),
  setupMessage: text('setup_message'),
  launchId: text('launch_id').$type<LaunchId>(),
  launchAttempt: integer('launch_attempt'),
  launchState: enumText('launch_state', LAUNCH_STATES),
  launchStartedAt: integer('launch_started_at'),
  launchDeadlineAt: integer('launch_deadline_at'),
  readyAt: integer('ready_at'),
  runtimeHandle: text('runtime_handle').$type<RuntimeHandle>(),
  processPid: integer('process_pid'),
  processStartTime: text('process_start_time'),
  processBootId: text('process_boot_id'),
  expectsSignals: flag('expects_signals'),
  firstSignalAt: integer('first_signal_at'),
  lastSignalAt: integer('last_signal_at'),
  lastOutputAt: integer('last_output_at'),
  activityState: enumText('activity_state', ACTIVITY_STATES).notNull(),
  activitySince: integer('activity_since').notNull(),
  activityEvidenceAt: integer('activity_evidence_at').notNull(),
  activitySource: enumText('activity_source', ACTIVITY_SOURCES).notNull(),
  activityDetail: text('activity_detail'),
  activityCorrelationId: text('activity_correlation_id'),
  requests: checkedJson('requests', asAgentRequests).notNull().default([]),
  exitAt: integer('exit_at'),
  exitCode: integer('exit_code'),
  exitSignal: text('exit_signal'),
  exitEvidence: enumText('exit_evidence', EXIT_EVIDENCE),
  endedAt: integer('ended_at'),
  endReason: enumText('end_reason', END_REASONS),
  endMessage: text('end_message'),
  agentSessionId: text('agent_session_id'),
};

/** Sessions. */
export const sessions = sqliteTable('sessions', {
  ...identityColumns,
  displayName: text('display_name'),
  updatedAt: integer('updated_at').notNull(),
  ...factColumns,
  /** Counts the messages of the session, so that a place in its outbox is never given twice. */
  lastMessageSequence: integer('last_message_sequence').notNull().default(0),
});

/** A stored session. */
export type SessionRow = Omit<typeof sessions.$inferSelect, 'lastMessageSequence'>;

/** The columns that hold facts. */
export type SessionFactColumns = Pick<SessionRow, keyof typeof factColumns>;

/** The names of the columns that hold facts. */
export const SESSION_FACT_COLUMNS = Object.keys(factColumns) as readonly (keyof SessionFactColumns)[];

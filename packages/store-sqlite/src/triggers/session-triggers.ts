import { anyChanged, changeTrigger, type Trigger } from './trigger.ts';

/**
 * The columns whose change clients are told. Not among them, because they only say that the agent is still alive or that
 * something was written: `last_signal_at`, `last_output_at`, `activity_evidence_at`, `activity_source`, `updated_at`,
 * `last_message_sequence`; and what is fixed for life.
 */
export const TOLD_SESSION_COLUMNS = [
  'display_name',
  'phase',
  'phase_deadline_at',
  'workspace_state',
  'repository_path',
  'worktree_path',
  'branch',
  'base_ref',
  'base_commit',
  'rescue_ref',
  'setup_state',
  'setup_message',
  'launch_id',
  'launch_attempt',
  'launch_state',
  'launch_started_at',
  'launch_deadline_at',
  'ready_at',
  'runtime_handle',
  'process_pid',
  'process_start_time',
  'process_boot_id',
  'expects_signals',
  'first_signal_at',
  'activity_state',
  'activity_since',
  'activity_detail',
  'activity_correlation_id',
  'requests',
  'exit_at',
  'exit_code',
  'exit_signal',
  'exit_evidence',
  'ended_at',
  'end_reason',
  'end_message',
  'agent_session_id',
] as const;

const common = {
  table: 'sessions',
  at: 'NEW.updated_at',
  projectId: 'NEW.project_id',
  sessionId: 'NEW.id',
  payload: {
    id: 'NEW.id',
    kind: 'NEW.kind',
    spawnedBy: 'NEW.spawned_by',
    agent: 'NEW.agent',
    displayName: 'NEW.display_name',
    phase: 'NEW.phase',
    activity: 'NEW.activity_state',
    openRequests: 'json_array_length(NEW.requests)',
    launchState: 'NEW.launch_state',
    workspace: 'NEW.workspace_state',
    branch: 'NEW.branch',
    endReason: 'NEW.end_reason',
  },
} as const;

/** Triggers on sessions. */
export const sessionTriggers: readonly Trigger[] = [
  changeTrigger({ ...common, event: 'session.created', after: 'INSERT' }),
  changeTrigger({ ...common, event: 'session.updated', after: 'UPDATE', when: anyChanged(TOLD_SESSION_COLUMNS) }),
];

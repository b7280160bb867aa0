import type { Migration } from './migration.ts';

/** The first schema. Released: its text never changes again. */
export const initial: Migration = {
  name: '202611221500-initial',
  sql: /* sql */ `
CREATE TABLE projects (
  id TEXT NOT NULL PRIMARY KEY,
  path TEXT NOT NULL,
  name TEXT NOT NULL,
  origin_url TEXT,
  default_branch TEXT,
  config TEXT NOT NULL,
  registered_at INTEGER NOT NULL,
  archived_at INTEGER,
  changed_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX projects_active_path ON projects (path) WHERE archived_at IS NULL;

-- Without a foreign key: the counter outlives whatever it counted.
CREATE TABLE session_numbers (
  project_id TEXT NOT NULL PRIMARY KEY,
  last_number INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sessions (
  id TEXT NOT NULL PRIMARY KEY,
  project_id TEXT NOT NULL REFERENCES projects (id),
  number INTEGER NOT NULL,
  kind TEXT NOT NULL,
  agent TEXT NOT NULL,
  runtime TEXT NOT NULL,
  permission_mode TEXT NOT NULL,
  model TEXT,
  command TEXT,
  issue_id TEXT,
  prompt TEXT,
  display_name TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  phase TEXT NOT NULL,
  phase_deadline_at INTEGER,
  workspace_state TEXT NOT NULL,
  repository_path TEXT NOT NULL,
  worktree_path TEXT,
  branch TEXT,
  base_ref TEXT,
  base_commit TEXT,
  rescue_ref TEXT,
  setup_state TEXT NOT NULL,
  setup_message TEXT,
  launch_id TEXT,
  launch_attempt INTEGER,
  launch_state TEXT,
  launch_started_at INTEGER,
  launch_deadline_at INTEGER,
  ready_at INTEGER,
  runtime_handle TEXT,
  process_pid INTEGER,
  process_start_time TEXT,
  process_boot_id TEXT,
  expects_signals INTEGER,
  first_signal_at INTEGER,
  last_signal_at INTEGER,
  last_output_at INTEGER,
  activity_state TEXT NOT NULL,
  activity_since INTEGER NOT NULL,
  activity_evidence_at INTEGER NOT NULL,
  activity_source TEXT NOT NULL,
  activity_detail TEXT,
  activity_correlation_id TEXT,
  exit_at INTEGER,
  exit_code INTEGER,
  exit_signal TEXT,
  exit_evidence TEXT,
  ended_at INTEGER,
  end_reason TEXT,
  end_message TEXT,
  agent_session_id TEXT,
  last_message_sequence INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX sessions_project_number ON sessions (project_id, number);
CREATE INDEX sessions_phase ON sessions (phase);

CREATE TABLE operations (
  position INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  state TEXT NOT NULL,
  request TEXT NOT NULL,
  idempotency_key TEXT,
  error_code TEXT,
  error_message TEXT,
  started_at INTEGER NOT NULL,
  deadline_at INTEGER NOT NULL,
  finished_at INTEGER,
  changed_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX operations_one_open_per_session ON operations (session_id) WHERE state = 'open';
CREATE INDEX operations_session ON operations (session_id, position);
CREATE INDEX operations_state ON operations (state, position);
CREATE INDEX operations_idempotency_key ON operations (idempotency_key, position) WHERE idempotency_key IS NOT NULL;
CREATE INDEX operations_finished ON operations (finished_at) WHERE finished_at IS NOT NULL;

CREATE TABLE operation_steps (
  operation_id TEXT NOT NULL REFERENCES operations (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  state TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  finished_at INTEGER,
  created TEXT NOT NULL,
  PRIMARY KEY (operation_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE messages (
  id TEXT NOT NULL PRIMARY KEY,
  session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  sequence INTEGER NOT NULL,
  text TEXT NOT NULL,
  is_first_prompt INTEGER NOT NULL,
  sender_kind TEXT NOT NULL,
  sender_name TEXT,
  urgent INTEGER NOT NULL,
  state TEXT NOT NULL,
  submitted_while_busy INTEGER NOT NULL,
  delivery TEXT,
  launch_id TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX messages_session_sequence ON messages (session_id, sequence);
CREATE INDEX messages_state ON messages (state, session_id);

CREATE TABLE message_receipts (
  message_id TEXT NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  state TEXT NOT NULL,
  at INTEGER NOT NULL,
  evidence TEXT NOT NULL,
  screen TEXT,
  PRIMARY KEY (message_id, position)
) STRICT;

CREATE TABLE pull_requests (
  id TEXT NOT NULL PRIMARY KEY,
  session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  url TEXT NOT NULL,
  number INTEGER NOT NULL,
  title TEXT NOT NULL,
  state TEXT NOT NULL,
  ci TEXT NOT NULL,
  review TEXT NOT NULL,
  mergeability TEXT NOT NULL,
  unresolved_threads INTEGER NOT NULL,
  source_branch TEXT NOT NULL,
  target_branch TEXT NOT NULL,
  head_commit TEXT NOT NULL,
  updated_at INTEGER NOT NULL,
  observed_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX pull_requests_session ON pull_requests (session_id, updated_at);

-- No foreign keys: an event outlives what it tells of, and removing rows must never make a hole in the log.
CREATE TABLE change_log (
  sequence INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  type TEXT NOT NULL,
  at INTEGER NOT NULL,
  project_id TEXT,
  session_id TEXT,
  payload TEXT NOT NULL
) STRICT;
`,
};

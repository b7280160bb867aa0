PRAGMA foreign_keys = OFF;
BEGIN;
CREATE TABLE migrations (
  position INTEGER NOT NULL PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  hash TEXT NOT NULL,
  applied_at INTEGER NOT NULL,
  app_version TEXT NOT NULL
) STRICT;
INSERT INTO "migrations" (position, name, hash, applied_at, app_version) VALUES (1, '202611221500-initial', 'f8feb34808c4631461b1ce0fe903d0d0d22a151ed2b5756b968c5c76a0cee2cd', 1700000000000, '0.1.0');
INSERT INTO "migrations" (position, name, hash, applied_at, app_version) VALUES (2, '202611221830-agent-requests', '94070dab990471b430f3ce35b865ccab19c6db5687fec03d783c596cf661aeae', 1700000000000, '0.1.0');
INSERT INTO "migrations" (position, name, hash, applied_at, app_version) VALUES (3, '202611222140-queued-sessions', '62d7636719135d83591f2bc09675c8303de2247be02b227c6b9803ac0e8d805a', 1700000000000, '0.1.0');
INSERT INTO "migrations" (position, name, hash, applied_at, app_version) VALUES (4, '202611230100-pull-request-details', 'e563fc7f43f7f14351a602a61719913e448b9b6228429ba33e46cb924f07aad7', 1700000000000, '0.1.0');
INSERT INTO "migrations" (position, name, hash, applied_at, app_version) VALUES (5, '202611230120-issue-intake', '402f1b58abf5a05f228e2c97998e9ca657cbb52622dcecce8735ce7cc3879969', 1700000000000, '0.1.0');
INSERT INTO "migrations" (position, name, hash, applied_at, app_version) VALUES (6, '202611230130-agent-reports', '9c608ce3aaf28215048823bb1cbca56353fc9a7d39888ddcf0fc3c7019ee1519', 1700000000000, '0.1.0');
INSERT INTO "migrations" (position, name, hash, applied_at, app_version) VALUES (7, '202611230140-notices', '590112e23deb3e6fbe72a5b3a8a60fb22f6cf3a38ea9efa6d02a69f5e80706f0', 1700000000000, '0.1.0');
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
INSERT INTO "projects" (id, path, name, origin_url, default_branch, config, registered_at, archived_at, changed_at) VALUES ('shop', '/repositories/shop', 'shop', 'https://example.org/shop.git', 'main', '{"model":"large","env":{"CI":"1"}}', 500, NULL, 1700000000000);
CREATE TABLE session_numbers (
  project_id TEXT NOT NULL PRIMARY KEY,
  last_number INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "session_numbers" (project_id, last_number) VALUES ('shop', 3);
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
, requests TEXT NOT NULL DEFAULT '[]', spawned_by TEXT) STRICT;
INSERT INTO "sessions" (id, project_id, number, kind, agent, runtime, permission_mode, model, command, issue_id, prompt, display_name, created_at, updated_at, phase, phase_deadline_at, workspace_state, repository_path, worktree_path, branch, base_ref, base_commit, rescue_ref, setup_state, setup_message, launch_id, launch_attempt, launch_state, launch_started_at, launch_deadline_at, ready_at, runtime_handle, process_pid, process_start_time, process_boot_id, expects_signals, first_signal_at, last_signal_at, last_output_at, activity_state, activity_since, activity_evidence_at, activity_source, activity_detail, activity_correlation_id, exit_at, exit_code, exit_signal, exit_evidence, ended_at, end_reason, end_message, agent_session_id, last_message_sequence, requests, spawned_by) VALUES ('shop-1', 'shop', 1, 'worker', 'claude-code', 'pty-host', 'default', NULL, NULL, NULL, 'Add a health check', 'health check', 1000, 1700000000000, 'live', 61000, 'absent', '/repositories/shop', NULL, NULL, NULL, NULL, NULL, 'none', NULL, 'l-1', 1, 'ready', 2000, 32000, 3000, 'terminal-1', 4711, '8812', 'b-1', 1, NULL, NULL, NULL, 'blocked', 1000, 1000, 'launch', 'Allow Bash: echo "it''s ✓"?', 'tool-1', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1, '[{"id":"tool-1","kind":"permission","tool":"Bash","input":"{\"command\":\"npm test\"}","text":"Bash: npm test","choices":[{"id":"allow","label":"Allow"},{"id":"deny","label":"Deny"}],"askedAt":3000,"channel":"4711-0.answer"}]', NULL);
INSERT INTO "sessions" (id, project_id, number, kind, agent, runtime, permission_mode, model, command, issue_id, prompt, display_name, created_at, updated_at, phase, phase_deadline_at, workspace_state, repository_path, worktree_path, branch, base_ref, base_commit, rescue_ref, setup_state, setup_message, launch_id, launch_attempt, launch_state, launch_started_at, launch_deadline_at, ready_at, runtime_handle, process_pid, process_start_time, process_boot_id, expects_signals, first_signal_at, last_signal_at, last_output_at, activity_state, activity_since, activity_evidence_at, activity_source, activity_detail, activity_correlation_id, exit_at, exit_code, exit_signal, exit_evidence, ended_at, end_reason, end_message, agent_session_id, last_message_sequence, requests, spawned_by) VALUES ('shop-2', 'shop', 2, 'worker', 'claude-code', 'pty-host', 'default', NULL, NULL, NULL, 'Add a health check', 'health check', 1000, 1700000000000, 'ended', 61000, 'absent', '/repositories/shop', NULL, NULL, NULL, NULL, NULL, 'none', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'unknown', 1000, 1000, 'launch', NULL, NULL, NULL, NULL, NULL, NULL, 5000, 'killed', NULL, NULL, 0, '[]', NULL);
INSERT INTO "sessions" (id, project_id, number, kind, agent, runtime, permission_mode, model, command, issue_id, prompt, display_name, created_at, updated_at, phase, phase_deadline_at, workspace_state, repository_path, worktree_path, branch, base_ref, base_commit, rescue_ref, setup_state, setup_message, launch_id, launch_attempt, launch_state, launch_started_at, launch_deadline_at, ready_at, runtime_handle, process_pid, process_start_time, process_boot_id, expects_signals, first_signal_at, last_signal_at, last_output_at, activity_state, activity_since, activity_evidence_at, activity_source, activity_detail, activity_correlation_id, exit_at, exit_code, exit_signal, exit_evidence, ended_at, end_reason, end_message, agent_session_id, last_message_sequence, requests, spawned_by) VALUES ('shop-3', 'shop', 3, 'worker', 'claude-code', 'pty-host', 'default', NULL, NULL, NULL, 'Add a health check', 'health check', 1000, 1700000000000, 'queued', NULL, 'absent', '/repositories/shop', NULL, NULL, NULL, NULL, NULL, 'none', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'unknown', 1000, 1000, 'launch', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, '[]', NULL);
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
INSERT INTO "operations" (position, id, kind, session_id, state, request, idempotency_key, error_code, error_message, started_at, deadline_at, finished_at, changed_at) VALUES (1, 'o-2', 'spawn', 'shop-3', 'open', '{"prompt":"x"}', NULL, NULL, NULL, 1000, 61000, NULL, 1700000000000);
INSERT INTO "operations" (position, id, kind, session_id, state, request, idempotency_key, error_code, error_message, started_at, deadline_at, finished_at, changed_at) VALUES (2, 'o-1', 'spawn', 'shop-1', 'open', '{"idempotencyKey":"k-1"}', 'k-1', NULL, NULL, 1000, 61000, NULL, 1700000000000);
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
INSERT INTO "operation_steps" (operation_id, position, name, state, started_at, finished_at, created) VALUES ('o-1', 0, 'worktree', 'done', 1, 2, '{"path":"/worktrees/shop/shop-1"}');
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
INSERT INTO "messages" (id, session_id, sequence, text, is_first_prompt, sender_kind, sender_name, urgent, state, submitted_while_busy, delivery, launch_id, created_at, updated_at, changed_at) VALUES ('m-1', 'shop-1', 1, 'text of m-1', 0, 'person', NULL, 0, 'typing', 0, 'typed', 'l-1', 3000, 4000, 1700000000000);
CREATE TABLE message_receipts (
  message_id TEXT NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  state TEXT NOT NULL,
  at INTEGER NOT NULL,
  evidence TEXT NOT NULL,
  screen TEXT,
  PRIMARY KEY (message_id, position)
) STRICT;
INSERT INTO "message_receipts" (message_id, position, state, at, evidence, screen) VALUES ('m-1', 0, 'queued', 3000, 'stored', NULL);
INSERT INTO "message_receipts" (message_id, position, state, at, evidence, screen) VALUES ('m-1', 1, 'typing', 4000, 'first byte', '> ');
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
, origin TEXT NOT NULL DEFAULT 'found', repository_host TEXT NOT NULL DEFAULT '', repository_owner TEXT NOT NULL DEFAULT '', repository_name TEXT NOT NULL DEFAULT '', source_host TEXT, source_owner TEXT, source_name TEXT, note TEXT, blind_outcome TEXT, blind_since INTEGER, blind_message TEXT, ended_at INTEGER, sighted_at INTEGER, snapshot TEXT, snapshot_updated_at INTEGER, snapshot_observed_at INTEGER, snapshot_target_commit TEXT, snapshot_threads_marker TEXT, revision INTEGER NOT NULL DEFAULT 0) STRICT;
INSERT INTO "pull_requests" (id, session_id, url, number, title, state, ci, review, mergeability, unresolved_threads, source_branch, target_branch, head_commit, updated_at, observed_at, changed_at, origin, repository_host, repository_owner, repository_name, source_host, source_owner, source_name, note, blind_outcome, blind_since, blind_message, ended_at, sighted_at, snapshot, snapshot_updated_at, snapshot_observed_at, snapshot_target_commit, snapshot_threads_marker, revision) VALUES ('github.com:1', 'shop-1', 'https://github.com/acme/shop/pull/1', 412, 'Add a health check', 'open', 'pending', 'none', 'unknown', 0, 'ao/shop-1/health-check', 'main', 'c0ffee', 4000, 4500, 1700000000000, 'found', 'github.com', 'acme', 'shop', 'github.com', 'acme', 'shop', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0);
CREATE TABLE change_log (
  sequence INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  type TEXT NOT NULL,
  at INTEGER NOT NULL,
  project_id TEXT,
  session_id TEXT,
  payload TEXT NOT NULL
) STRICT;
INSERT INTO "change_log" (sequence, type, at, project_id, session_id, payload) VALUES (1, 'project.added', 1700000000000, 'shop', NULL, '{"id":"shop","name":"shop","path":"/repositories/shop"}');
INSERT INTO "change_log" (sequence, type, at, project_id, session_id, payload) VALUES (2, 'session.created', 1700000000000, 'shop', 'shop-1', '{"id":"shop-1","kind":"worker","spawnedBy":null,"agent":"claude-code","displayName":"health check","phase":"live","activity":"unknown","openRequests":0,"launchState":"ready","workspace":"absent","branch":null,"endReason":null}');
INSERT INTO "change_log" (sequence, type, at, project_id, session_id, payload) VALUES (3, 'session.updated', 1700000000000, 'shop', 'shop-1', '{"id":"shop-1","kind":"worker","spawnedBy":null,"agent":"claude-code","displayName":"health check","phase":"live","activity":"blocked","openRequests":1,"launchState":"ready","workspace":"absent","branch":null,"endReason":null}');
INSERT INTO "change_log" (sequence, type, at, project_id, session_id, payload) VALUES (4, 'session.created', 1700000000000, 'shop', 'shop-2', '{"id":"shop-2","kind":"worker","spawnedBy":null,"agent":"claude-code","displayName":"health check","phase":"ended","activity":"unknown","openRequests":0,"launchState":null,"workspace":"absent","branch":null,"endReason":"killed"}');
INSERT INTO "change_log" (sequence, type, at, project_id, session_id, payload) VALUES (5, 'session.created', 1700000000000, 'shop', 'shop-3', '{"id":"shop-3","kind":"worker","spawnedBy":null,"agent":"claude-code","displayName":"health check","phase":"queued","activity":"unknown","openRequests":0,"launchState":null,"workspace":"absent","branch":null,"endReason":null}');
INSERT INTO "change_log" (sequence, type, at, project_id, session_id, payload) VALUES (6, 'operation.started', 1700000000000, 'shop', 'shop-3', '{"id":"o-2","kind":"spawn","state":"open","step":null,"errorCode":null}');
INSERT INTO "change_log" (sequence, type, at, project_id, session_id, payload) VALUES (7, 'operation.started', 1700000000000, 'shop', 'shop-1', '{"id":"o-1","kind":"spawn","state":"open","step":null,"errorCode":null}');
INSERT INTO "change_log" (sequence, type, at, project_id, session_id, payload) VALUES (8, 'operation.updated', 1700000000000, 'shop', 'shop-1', '{"id":"o-1","kind":"spawn","state":"open","step":"worktree","errorCode":null}');
INSERT INTO "change_log" (sequence, type, at, project_id, session_id, payload) VALUES (9, 'message.created', 1700000000000, 'shop', 'shop-1', '{"id":"m-1","state":"queued","sequence":1,"isFirstPrompt":false}');
INSERT INTO "change_log" (sequence, type, at, project_id, session_id, payload) VALUES (10, 'message.updated', 1700000000000, 'shop', 'shop-1', '{"id":"m-1","state":"typing","sequence":1,"isFirstPrompt":false}');
INSERT INTO "change_log" (sequence, type, at, project_id, session_id, payload) VALUES (11, 'pull_request.created', 1700000000000, 'shop', 'shop-1', '{"id":"github.com:1","url":"https://github.com/acme/shop/pull/1","number":412,"state":"open","ci":"pending","review":"none","mergeability":"unknown"}');
CREATE TABLE pull_request_checks (
  pull_request_id TEXT NOT NULL REFERENCES pull_requests (id) ON DELETE CASCADE,
  id TEXT NOT NULL,
  position INTEGER NOT NULL,
  job_id TEXT,
  name TEXT NOT NULL,
  workflow TEXT,
  state TEXT NOT NULL,
  is_required INTEGER,
  summary TEXT,
  url TEXT,
  started_at INTEGER,
  completed_at INTEGER,
  PRIMARY KEY (pull_request_id, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE pull_request_open_threads (
  pull_request_id TEXT NOT NULL REFERENCES pull_requests (id) ON DELETE CASCADE,
  id TEXT NOT NULL,
  position INTEGER NOT NULL,
  is_outdated INTEGER NOT NULL,
  path TEXT NOT NULL,
  line INTEGER,
  PRIMARY KEY (pull_request_id, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE review_threads (
  pull_request_id TEXT NOT NULL REFERENCES pull_requests (id) ON DELETE CASCADE,
  id TEXT NOT NULL,
  is_resolved INTEGER NOT NULL,
  is_outdated INTEGER NOT NULL,
  path TEXT NOT NULL,
  line INTEGER,
  total_comments INTEGER NOT NULL,
  PRIMARY KEY (pull_request_id, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE review_comments (
  position INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  pull_request_id TEXT NOT NULL,
  thread_id TEXT NOT NULL,
  id TEXT NOT NULL,
  author_login TEXT,
  author_is_bot INTEGER,
  body TEXT NOT NULL,
  body_is_cut INTEGER NOT NULL,
  url TEXT NOT NULL,
  is_hidden INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  FOREIGN KEY (pull_request_id, thread_id) REFERENCES review_threads (pull_request_id, id) ON DELETE CASCADE
) STRICT;
CREATE TABLE check_failures (
  pull_request_id TEXT NOT NULL REFERENCES pull_requests (id) ON DELETE CASCADE,
  check_id TEXT NOT NULL,
  excerpt TEXT NOT NULL,
  excerpt_is_cut INTEGER NOT NULL,
  source TEXT NOT NULL,
  log_missing TEXT,
  failed_steps TEXT NOT NULL,
  PRIMARY KEY (pull_request_id, check_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE reaction_ledgers (
  pull_request_id TEXT NOT NULL REFERENCES pull_requests (id) ON DELETE CASCADE,
  session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  ledger TEXT NOT NULL,
  changed_at INTEGER NOT NULL,
  PRIMARY KEY (pull_request_id, session_id)
) STRICT;
CREATE TABLE session_reaction_choices (
  session_id TEXT NOT NULL PRIMARY KEY REFERENCES sessions (id) ON DELETE CASCADE,
  choices TEXT NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE repository_watches (
  host TEXT NOT NULL COLLATE NOCASE,
  owner TEXT NOT NULL COLLATE NOCASE,
  name TEXT NOT NULL COLLATE NOCASE,
  source_host TEXT NOT NULL COLLATE NOCASE,
  source_owner TEXT NOT NULL COLLATE NOCASE,
  source_name TEXT NOT NULL COLLATE NOCASE,
  validator TEXT,
  seen_until INTEGER,
  looked_at INTEGER NOT NULL,
  PRIMARY KEY (host, owner, name, source_host, source_owner, source_name)
) STRICT, WITHOUT ROWID;
CREATE TABLE issue_intake (
  project_id TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  issue_key TEXT NOT NULL,
  label TEXT NOT NULL,
  title TEXT NOT NULL,
  state TEXT NOT NULL,
  session_id TEXT,
  attempts INTEGER NOT NULL,
  message TEXT,
  next_try_at INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (project_id, issue_key)
) STRICT;
CREATE TABLE agent_reports (
  id TEXT NOT NULL PRIMARY KEY,
  session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  -- Counts the reports in the order they came: two may have the same time.
  sequence INTEGER NOT NULL,
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  at INTEGER NOT NULL,
  launch_id TEXT,
  answer TEXT,
  answered_at INTEGER,
  answered_by_kind TEXT,
  answered_by_name TEXT,
  answer_delivery TEXT,
  superseded_at INTEGER,
  changed_at INTEGER NOT NULL
) STRICT;
CREATE TABLE wake_states (
  project_id TEXT NOT NULL PRIMARY KEY REFERENCES projects (id) ON DELETE CASCADE,
  since INTEGER NOT NULL,
  last_digest_at INTEGER,
  digest_message_id TEXT,
  digest_session_id TEXT
) STRICT;
CREATE TABLE wake_told (
  project_id TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  key TEXT NOT NULL,
  message_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (project_id, key)
) STRICT;
CREATE TABLE session_heads (
  session_id TEXT NOT NULL PRIMARY KEY REFERENCES sessions (id) ON DELETE CASCADE,
  head_commit TEXT NOT NULL,
  commits INTEGER NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE TABLE notices (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  key TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  priority TEXT NOT NULL,
  session_id TEXT REFERENCES sessions (id) ON DELETE CASCADE,
  project_id TEXT,
  text TEXT NOT NULL,
  url TEXT,
  raised_at INTEGER NOT NULL,
  routed_at INTEGER,
  read_at INTEGER,
  withdrawn_at INTEGER,
  ended_deliveries INTEGER NOT NULL DEFAULT 0,
  changed_at INTEGER NOT NULL
) STRICT;
CREATE TABLE notice_deliveries (
  notice_id INTEGER NOT NULL REFERENCES notices (id) ON DELETE CASCADE,
  outlet TEXT NOT NULL,
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  not_before INTEGER,
  hold TEXT,
  dispatch_id TEXT,
  updated_at INTEGER NOT NULL,
  detail TEXT,
  PRIMARY KEY (notice_id, outlet)
) STRICT, WITHOUT ROWID;
INSERT OR REPLACE INTO "sqlite_sequence" (name, seq) VALUES ('change_log', 11);
INSERT OR REPLACE INTO "sqlite_sequence" (name, seq) VALUES ('operations', 2);
CREATE UNIQUE INDEX projects_active_path ON projects (path) WHERE archived_at IS NULL;
CREATE UNIQUE INDEX sessions_project_number ON sessions (project_id, number);
CREATE INDEX sessions_phase ON sessions (phase);
CREATE UNIQUE INDEX operations_one_open_per_session ON operations (session_id) WHERE state = 'open';
CREATE INDEX operations_session ON operations (session_id, position);
CREATE INDEX operations_state ON operations (state, position);
CREATE INDEX operations_idempotency_key ON operations (idempotency_key, position) WHERE idempotency_key IS NOT NULL;
CREATE INDEX operations_finished ON operations (finished_at) WHERE finished_at IS NOT NULL;
CREATE UNIQUE INDEX messages_session_sequence ON messages (session_id, sequence);
CREATE INDEX messages_state ON messages (state, session_id);
CREATE INDEX pull_requests_session ON pull_requests (session_id, updated_at);
CREATE INDEX pull_requests_state ON pull_requests (state, ended_at);
CREATE INDEX pull_requests_place ON pull_requests (number, repository_name COLLATE NOCASE);
CREATE UNIQUE INDEX review_comments_of_thread ON review_comments (pull_request_id, thread_id, id);
CREATE INDEX reaction_ledgers_session ON reaction_ledgers (session_id);
CREATE INDEX issue_intake_newest ON issue_intake (project_id, created_at);
CREATE UNIQUE INDEX sessions_one_orchestrator ON sessions (project_id) WHERE kind = 'orchestrator' AND phase <> 'ended';
CREATE UNIQUE INDEX agent_reports_sequence ON agent_reports (sequence);
CREATE INDEX agent_reports_session ON agent_reports (session_id, sequence);
CREATE INDEX agent_reports_standing ON agent_reports (session_id, sequence)
  WHERE (kind = 'question' AND answered_at IS NULL) OR (kind = 'done' AND superseded_at IS NULL);
CREATE INDEX agent_reports_undelivered ON agent_reports (sequence) WHERE answer_delivery = 'waiting';
CREATE INDEX wake_told_message ON wake_told (message_id);
CREATE INDEX wake_told_at ON wake_told (at);
CREATE INDEX notices_session ON notices (session_id, id);
CREATE INDEX notices_unrouted ON notices (id) WHERE routed_at IS NULL;
CREATE INDEX notices_standing ON notices (kind, id) WHERE withdrawn_at IS NULL;
CREATE INDEX notices_raised ON notices (raised_at);
CREATE INDEX notice_deliveries_open ON notice_deliveries (notice_id) WHERE state IN ('waiting', 'sending');
CREATE INDEX notice_deliveries_outlet ON notice_deliveries (outlet, updated_at);
CREATE TRIGGER change_projects_insert_project_added AFTER INSERT ON projects
BEGIN
  INSERT INTO change_log (type, at, project_id, session_id, payload)
  VALUES ('project.added', NEW.changed_at, NEW.id, NULL, json_object('id', NEW.id, 'name', NEW.name, 'path', NEW.path));
END;
CREATE TRIGGER change_projects_update_project_added AFTER UPDATE ON projects
WHEN OLD.archived_at IS NOT NULL AND NEW.archived_at IS NULL
BEGIN
  INSERT INTO change_log (type, at, project_id, session_id, payload)
  VALUES ('project.added', NEW.changed_at, NEW.id, NULL, json_object('id', NEW.id, 'name', NEW.name, 'path', NEW.path));
END;
CREATE TRIGGER change_projects_update_project_removed AFTER UPDATE ON projects
WHEN OLD.archived_at IS NULL AND NEW.archived_at IS NOT NULL
BEGIN
  INSERT INTO change_log (type, at, project_id, session_id, payload)
  VALUES ('project.removed', NEW.changed_at, NEW.id, NULL, json_object('id', NEW.id, 'name', NEW.name, 'path', NEW.path));
END;
CREATE TRIGGER change_projects_update_project_updated AFTER UPDATE ON projects
WHEN OLD.archived_at IS NEW.archived_at AND (OLD.path IS NOT NEW.path
  OR OLD.name IS NOT NEW.name
  OR OLD.origin_url IS NOT NEW.origin_url
  OR OLD.default_branch IS NOT NEW.default_branch
  OR OLD.config IS NOT NEW.config)
BEGIN
  INSERT INTO change_log (type, at, project_id, session_id, payload)
  VALUES ('project.updated', NEW.changed_at, NEW.id, NULL, json_object('id', NEW.id, 'name', NEW.name, 'path', NEW.path));
END;
CREATE TRIGGER change_sessions_insert_session_created AFTER INSERT ON sessions
BEGIN
  INSERT INTO change_log (type, at, project_id, session_id, payload)
  VALUES ('session.created', NEW.updated_at, NEW.project_id, NEW.id, json_object('id', NEW.id, 'kind', NEW.kind, 'spawnedBy', NEW.spawned_by, 'agent', NEW.agent, 'displayName', NEW.display_name, 'phase', NEW.phase, 'activity', NEW.activity_state, 'openRequests', json_array_length(NEW.requests), 'launchState', NEW.launch_state, 'workspace', NEW.workspace_state, 'branch', NEW.branch, 'endReason', NEW.end_reason));
END;
CREATE TRIGGER change_sessions_update_session_updated AFTER UPDATE ON sessions
WHEN OLD.display_name IS NOT NEW.display_name
  OR OLD.phase IS NOT NEW.phase
  OR OLD.phase_deadline_at IS NOT NEW.phase_deadline_at
  OR OLD.workspace_state IS NOT NEW.workspace_state
  OR OLD.repository_path IS NOT NEW.repository_path
  OR OLD.worktree_path IS NOT NEW.worktree_path
  OR OLD.branch IS NOT NEW.branch
  OR OLD.base_ref IS NOT NEW.base_ref
  OR OLD.base_commit IS NOT NEW.base_commit
  OR OLD.rescue_ref IS NOT NEW.rescue_ref
  OR OLD.setup_state IS NOT NEW.setup_state
  OR OLD.setup_message IS NOT NEW.setup_message
  OR OLD.launch_id IS NOT NEW.launch_id
  OR OLD.launch_attempt IS NOT NEW.launch_attempt
  OR OLD.launch_state IS NOT NEW.launch_state
  OR OLD.launch_started_at IS NOT NEW.launch_started_at
  OR OLD.launch_deadline_at IS NOT NEW.launch_deadline_at
  OR OLD.ready_at IS NOT NEW.ready_at
  OR OLD.runtime_handle IS NOT NEW.runtime_handle
  OR OLD.process_pid IS NOT NEW.process_pid
  OR OLD.process_start_time IS NOT NEW.process_start_time
  OR OLD.process_boot_id IS NOT NEW.process_boot_id
  OR OLD.expects_signals IS NOT NEW.expects_signals
  OR OLD.first_signal_at IS NOT NEW.first_signal_at
  OR OLD.activity_state IS NOT NEW.activity_state
  OR OLD.activity_since IS NOT NEW.activity_since
  OR OLD.activity_detail IS NOT NEW.activity_detail
  OR OLD.activity_correlation_id IS NOT NEW.activity_correlation_id
  OR OLD.requests IS NOT NEW.requests
  OR OLD.exit_at IS NOT NEW.exit_at
  OR OLD.exit_code IS NOT NEW.exit_code
  OR OLD.exit_signal IS NOT NEW.exit_signal
  OR OLD.exit_evidence IS NOT NEW.exit_evidence
  OR OLD.ended_at IS NOT NEW.ended_at
  OR OLD.end_reason IS NOT NEW.end_reason
  OR OLD.end_message IS NOT NEW.end_message
  OR OLD.agent_session_id IS NOT NEW.agent_session_id
BEGIN
  INSERT INTO change_log (type, at, project_id, session_id, payload)
  VALUES ('session.updated', NEW.updated_at, NEW.project_id, NEW.id, json_object('id', NEW.id, 'kind', NEW.kind, 'spawnedBy', NEW.spawned_by, 'agent', NEW.agent, 'displayName', NEW.display_name, 'phase', NEW.phase, 'activity', NEW.activity_state, 'openRequests', json_array_length(NEW.requests), 'launchState', NEW.launch_state, 'workspace', NEW.workspace_state, 'branch', NEW.branch, 'endReason', NEW.end_reason));
END;
CREATE TRIGGER change_operations_insert_operation_started AFTER INSERT ON operations
BEGIN
  INSERT INTO change_log (type, at, project_id, session_id, payload)
  VALUES ('operation.started', NEW.changed_at, (SELECT project_id FROM sessions WHERE id = NEW.session_id), NEW.session_id, json_object('id', NEW.id, 'kind', NEW.kind, 'state', NEW.state, 'step', (SELECT name FROM operation_steps WHERE operation_id = NEW.id ORDER BY position DESC LIMIT 1), 'errorCode', NEW.error_code));
END;
CREATE TRIGGER change_operations_update_operation_updated AFTER UPDATE ON operations
BEGIN
  INSERT INTO change_log (type, at, project_id, session_id, payload)
  VALUES ('operation.updated', NEW.changed_at, (SELECT project_id FROM sessions WHERE id = NEW.session_id), NEW.session_id, json_object('id', NEW.id, 'kind', NEW.kind, 'state', NEW.state, 'step', (SELECT name FROM operation_steps WHERE operation_id = NEW.id ORDER BY position DESC LIMIT 1), 'errorCode', NEW.error_code));
END;
CREATE TRIGGER change_messages_insert_message_created AFTER INSERT ON messages
BEGIN
  INSERT INTO change_log (type, at, project_id, session_id, payload)
  VALUES ('message.created', NEW.changed_at, (SELECT project_id FROM sessions WHERE id = NEW.session_id), NEW.session_id, json_object('id', NEW.id, 'state', NEW.state, 'sequence', NEW.sequence, 'isFirstPrompt', json(iif(NEW.is_first_prompt, 'true', 'false'))));
END;
CREATE TRIGGER change_messages_update_message_updated AFTER UPDATE ON messages
BEGIN
  INSERT INTO change_log (type, at, project_id, session_id, payload)
  VALUES ('message.updated', NEW.changed_at, (SELECT project_id FROM sessions WHERE id = NEW.session_id), NEW.session_id, json_object('id', NEW.id, 'state', NEW.state, 'sequence', NEW.sequence, 'isFirstPrompt', json(iif(NEW.is_first_prompt, 'true', 'false'))));
END;
CREATE TRIGGER change_pull_requests_insert_pull_request_created AFTER INSERT ON pull_requests
BEGIN
  INSERT INTO change_log (type, at, project_id, session_id, payload)
  VALUES ('pull_request.created', NEW.changed_at, (SELECT project_id FROM sessions WHERE id = NEW.session_id), NEW.session_id, json_object('id', NEW.id, 'url', NEW.url, 'number', NEW.number, 'state', NEW.state, 'ci', NEW.ci, 'review', NEW.review, 'mergeability', NEW.mergeability));
END;
CREATE TRIGGER change_pull_requests_update_pull_request_updated AFTER UPDATE ON pull_requests
WHEN OLD.session_id IS NEW.session_id AND (OLD.url IS NOT NEW.url
  OR OLD.number IS NOT NEW.number
  OR OLD.title IS NOT NEW.title
  OR OLD.state IS NOT NEW.state
  OR OLD.ci IS NOT NEW.ci
  OR OLD.review IS NOT NEW.review
  OR OLD.mergeability IS NOT NEW.mergeability
  OR OLD.unresolved_threads IS NOT NEW.unresolved_threads
  OR OLD.source_branch IS NOT NEW.source_branch
  OR OLD.target_branch IS NOT NEW.target_branch
  OR OLD.head_commit IS NOT NEW.head_commit
  OR OLD.origin IS NOT NEW.origin
  OR OLD.repository_host IS NOT NEW.repository_host
  OR OLD.repository_owner IS NOT NEW.repository_owner
  OR OLD.repository_name IS NOT NEW.repository_name
  OR OLD.source_host IS NOT NEW.source_host
  OR OLD.source_owner IS NOT NEW.source_owner
  OR OLD.source_name IS NOT NEW.source_name
  OR OLD.note IS NOT NEW.note
  OR OLD.blind_outcome IS NOT NEW.blind_outcome
  OR OLD.blind_since IS NOT NEW.blind_since
  OR OLD.blind_message IS NOT NEW.blind_message
  OR OLD.snapshot IS NOT NEW.snapshot
  OR OLD.revision IS NOT NEW.revision)
BEGIN
  INSERT INTO change_log (type, at, project_id, session_id, payload)
  VALUES ('pull_request.updated', NEW.changed_at, (SELECT project_id FROM sessions WHERE id = NEW.session_id), NEW.session_id, json_object('id', NEW.id, 'url', NEW.url, 'number', NEW.number, 'state', NEW.state, 'ci', NEW.ci, 'review', NEW.review, 'mergeability', NEW.mergeability));
END;
CREATE TRIGGER change_pull_requests_update_pull_request_session_changed AFTER UPDATE ON pull_requests
WHEN OLD.session_id IS NOT NEW.session_id
BEGIN
  INSERT INTO change_log (type, at, project_id, session_id, payload)
  VALUES ('pull_request.session_changed', NEW.changed_at, (SELECT project_id FROM sessions WHERE id = NEW.session_id), NEW.session_id, json_object('id', NEW.id, 'url', NEW.url, 'fromSession', OLD.session_id, 'toSession', NEW.session_id));
END;
CREATE TRIGGER change_pull_requests_delete_pull_request_removed AFTER DELETE ON pull_requests
BEGIN
  INSERT INTO change_log (type, at, project_id, session_id, payload)
  VALUES ('pull_request.removed', OLD.changed_at, (SELECT project_id FROM sessions WHERE id = OLD.session_id), OLD.session_id, json_object('id', OLD.id, 'url', OLD.url));
END;
CREATE TRIGGER change_notices_insert_notice_created AFTER INSERT ON notices
BEGIN
  INSERT INTO change_log (type, at, project_id, session_id, payload)
  VALUES ('notice.created', NEW.changed_at, NEW.project_id, NEW.session_id, json_object('id', NEW.id, 'key', NEW.key, 'kind', NEW.kind, 'priority', NEW.priority, 'text', NEW.text, 'url', NEW.url, 'readAt', NEW.read_at, 'withdrawnAt', NEW.withdrawn_at));
END;
CREATE TRIGGER change_notices_update_notice_updated AFTER UPDATE ON notices
WHEN OLD.raised_at IS NOT NEW.raised_at
  OR OLD.read_at IS NOT NEW.read_at
  OR OLD.withdrawn_at IS NOT NEW.withdrawn_at
  OR OLD.ended_deliveries IS NOT NEW.ended_deliveries
BEGIN
  INSERT INTO change_log (type, at, project_id, session_id, payload)
  VALUES ('notice.updated', NEW.changed_at, NEW.project_id, NEW.session_id, json_object('id', NEW.id, 'key', NEW.key, 'kind', NEW.kind, 'priority', NEW.priority, 'text', NEW.text, 'url', NEW.url, 'readAt', NEW.read_at, 'withdrawnAt', NEW.withdrawn_at));
END;
CREATE TRIGGER change_agent_reports_insert_report_created AFTER INSERT ON agent_reports
BEGIN
  INSERT INTO change_log (type, at, project_id, session_id, payload)
  VALUES ('report.created', NEW.changed_at, (SELECT project_id FROM sessions WHERE id = NEW.session_id), NEW.session_id, json_object('id', NEW.id, 'kind', NEW.kind, 'answered', json(iif(NEW.answered_at IS NULL, 'false', 'true')), 'delivery', NEW.answer_delivery, 'superseded', json(iif(NEW.superseded_at IS NULL, 'false', 'true'))));
END;
CREATE TRIGGER change_agent_reports_update_report_updated AFTER UPDATE ON agent_reports
BEGIN
  INSERT INTO change_log (type, at, project_id, session_id, payload)
  VALUES ('report.updated', NEW.changed_at, (SELECT project_id FROM sessions WHERE id = NEW.session_id), NEW.session_id, json_object('id', NEW.id, 'kind', NEW.kind, 'answered', json(iif(NEW.answered_at IS NULL, 'false', 'true')), 'delivery', NEW.answer_delivery, 'superseded', json(iif(NEW.superseded_at IS NULL, 'false', 'true'))));
END;
COMMIT;

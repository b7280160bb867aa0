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
, requests TEXT NOT NULL DEFAULT '[]') STRICT;
INSERT INTO "sessions" (id, project_id, number, kind, agent, runtime, permission_mode, model, command, issue_id, prompt, display_name, created_at, updated_at, phase, phase_deadline_at, workspace_state, repository_path, worktree_path, branch, base_ref, base_commit, rescue_ref, setup_state, setup_message, launch_id, launch_attempt, launch_state, launch_started_at, launch_deadline_at, ready_at, runtime_handle, process_pid, process_start_time, process_boot_id, expects_signals, first_signal_at, last_signal_at, last_output_at, activity_state, activity_since, activity_evidence_at, activity_source, activity_detail, activity_correlation_id, exit_at, exit_code, exit_signal, exit_evidence, ended_at, end_reason, end_message, agent_session_id, last_message_sequence, requests) VALUES ('shop-1', 'shop', 1, 'worker', 'claude-code', 'pty-host', 'default', NULL, NULL, NULL, 'Add a health check', 'health check', 1000, 1700000000000, 'live', 61000, 'absent', '/repositories/shop', NULL, NULL, NULL, NULL, NULL, 'none', NULL, 'l-1', 1, 'ready', 2000, 32000, 3000, 'terminal-1', 4711, '8812', 'b-1', 1, NULL, NULL, NULL, 'blocked', 1000, 1000, 'launch', 'Allow Bash: echo "it''s ✓"?', 'tool-1', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1, '[{"id":"tool-1","kind":"permission","tool":"Bash","input":"{\"command\":\"npm test\"}","text":"Bash: npm test","choices":[{"id":"allow","label":"Allow"},{"id":"deny","label":"Deny"}],"askedAt":3000,"channel":"4711-0.answer"}]');
INSERT INTO "sessions" (id, project_id, number, kind, agent, runtime, permission_mode, model, command, issue_id, prompt, display_name, created_at, updated_at, phase, phase_deadline_at, workspace_state, repository_path, worktree_path, branch, base_ref, base_commit, rescue_ref, setup_state, setup_message, launch_id, launch_attempt, launch_state, launch_started_at, launch_deadline_at, ready_at, runtime_handle, process_pid, process_start_time, process_boot_id, expects_signals, first_signal_at, last_signal_at, last_output_at, activity_state, activity_since, activity_evidence_at, activity_source, activity_detail, activity_correlation_id, exit_at, exit_code, exit_signal, exit_evidence, ended_at, end_reason, end_message, agent_session_id, last_message_sequence, requests) VALUES ('shop-2', 'shop', 2, 'worker', 'claude-code', 'pty-host', 'default', NULL, NULL, NULL, 'Add a health check', 'health check', 1000, 1700000000000, 'ended', 61000, 'absent', '/repositories/shop', NULL, NULL, NULL, NULL, NULL, 'none', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'unknown', 1000, 1000, 'launch', NULL, NULL, NULL, NULL, NULL, NULL, 5000, 'killed', NULL, NULL, 0, '[]');
INSERT INTO "sessions" (id, project_id, number, kind, agent, runtime, permission_mode, model, command, issue_id, prompt, display_name, created_at, updated_at, phase, phase_deadline_at, workspace_state, repository_path, worktree_path, branch, base_ref, base_commit, rescue_ref, setup_state, setup_message, launch_id, launch_attempt, launch_state, launch_started_at, launch_deadline_at, ready_at, runtime_handle, process_pid, process_start_time, process_boot_id, expects_signals, first_signal_at, last_signal_at, last_output_at, activity_state, activity_since, activity_evidence_at, activity_source, activity_detail, activity_correlation_id, exit_at, exit_code, exit_signal, exit_evidence, ended_at, end_reason, end_message, agent_session_id, last_message_sequence, requests) VALUES ('shop-3', 'shop', 3, 'worker', 'claude-code', 'pty-host', 'default', NULL, NULL, NULL, 'Add a health check', 'health check', 1000, 1700000000000, 'queued', NULL, 'absent', '/repositories/shop', NULL, NULL, NULL, NULL, NULL, 'none', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'unknown', 1000, 1000, 'launch', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, '[]');
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
) STRICT;
INSERT INTO "pull_requests" (id, session_id, url, number, title, state, ci, review, mergeability, unresolved_threads, source_branch, target_branch, head_commit, updated_at, observed_at, changed_at) VALUES ('github.com:1', 'shop-1', 'https://github.com/acme/shop/pull/1', 412, 'Add a health check', 'open', 'pending', 'none', 'unknown', 0, 'ao/shop-1/health-check', 'main', 'c0ffee', 4000, 4500, 1700000000000);
CREATE TABLE change_log (
  sequence INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  type TEXT NOT NULL,
  at INTEGER NOT NULL,
  project_id TEXT,
  session_id TEXT,
  payload TEXT NOT NULL
) STRICT;
INSERT INTO "change_log" (sequence, type, at, project_id, session_id, payload) VALUES (1, 'project.added', 1700000000000, 'shop', NULL, '{"id":"shop","name":"shop","path":"/repositories/shop"}');
INSERT INTO "change_log" (sequence, type, at, project_id, session_id, payload) VALUES (2, 'session.created', 1700000000000, 'shop', 'shop-1', '{"id":"shop-1","kind":"worker","agent":"claude-code","displayName":"health check","phase":"live","activity":"unknown","openRequests":0,"launchState":"ready","workspace":"absent","branch":null,"endReason":null}');
INSERT INTO "change_log" (sequence, type, at, project_id, session_id, payload) VALUES (3, 'session.updated', 1700000000000, 'shop', 'shop-1', '{"id":"shop-1","kind":"worker","agent":"claude-code","displayName":"health check","phase":"live","activity":"blocked","openRequests":1,"launchState":"ready","workspace":"absent","branch":null,"endReason":null}');
INSERT INTO "change_log" (sequence, type, at, project_id, session_id, payload) VALUES (4, 'session.created', 1700000000000, 'shop', 'shop-2', '{"id":"shop-2","kind":"worker","agent":"claude-code","displayName":"health check","phase":"ended","activity":"unknown","openRequests":0,"launchState":null,"workspace":"absent","branch":null,"endReason":"killed"}');
INSERT INTO "change_log" (sequence, type, at, project_id, session_id, payload) VALUES (5, 'session.created', 1700000000000, 'shop', 'shop-3', '{"id":"shop-3","kind":"worker","agent":"claude-code","displayName":"health check","phase":"queued","activity":"unknown","openRequests":0,"launchState":null,"workspace":"absent","branch":null,"endReason":null}');
INSERT INTO "change_log" (sequence, type, at, project_id, session_id, payload) VALUES (6, 'operation.started', 1700000000000, 'shop', 'shop-3', '{"id":"o-2","kind":"spawn","state":"open","step":null,"errorCode":null}');
INSERT INTO "change_log" (sequence, type, at, project_id, session_id, payload) VALUES (7, 'operation.started', 1700000000000, 'shop', 'shop-1', '{"id":"o-1","kind":"spawn","state":"open","step":null,"errorCode":null}');
INSERT INTO "change_log" (sequence, type, at, project_id, session_id, payload) VALUES (8, 'operation.updated', 1700000000000, 'shop', 'shop-1', '{"id":"o-1","kind":"spawn","state":"open","step":"worktree","errorCode":null}');
INSERT INTO "change_log" (sequence, type, at, project_id, session_id, payload) VALUES (9, 'message.created', 1700000000000, 'shop', 'shop-1', '{"id":"m-1","state":"queued","sequence":1,"isFirstPrompt":false}');
INSERT INTO "change_log" (sequence, type, at, project_id, session_id, payload) VALUES (10, 'message.updated', 1700000000000, 'shop', 'shop-1', '{"id":"m-1","state":"typing","sequence":1,"isFirstPrompt":false}');
INSERT INTO "change_log" (sequence, type, at, project_id, session_id, payload) VALUES (11, 'pull_request.created', 1700000000000, 'shop', 'shop-1', '{"id":"github.com:1","url":"https://github.com/acme/shop/pull/1","number":412,"state":"open","ci":"pending","review":"none","mergeability":"unknown"}');
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
  VALUES ('session.created', NEW.updated_at, NEW.project_id, NEW.id, json_object('id', NEW.id, 'kind', NEW.kind, 'agent', NEW.agent, 'displayName', NEW.display_name, 'phase', NEW.phase, 'activity', NEW.activity_state, 'openRequests', json_array_length(NEW.requests), 'launchState', NEW.launch_state, 'workspace', NEW.workspace_state, 'branch', NEW.branch, 'endReason', NEW.end_reason));
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
  VALUES ('session.updated', NEW.updated_at, NEW.project_id, NEW.id, json_object('id', NEW.id, 'kind', NEW.kind, 'agent', NEW.agent, 'displayName', NEW.display_name, 'phase', NEW.phase, 'activity', NEW.activity_state, 'openRequests', json_array_length(NEW.requests), 'launchState', NEW.launch_state, 'workspace', NEW.workspace_state, 'branch', NEW.branch, 'endReason', NEW.end_reason));
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
WHEN OLD.url IS NOT NEW.url
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
COMMIT;

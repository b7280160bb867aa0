import type { Migration } from './migration.ts';

/** What agents say of their work, who started a session, and what orchestrators were told. At most one orchestrator of a project is open. */
export const agentReports: Migration = {
  name: '202611230130-agent-reports',
  sql: /* sql */ `
ALTER TABLE sessions ADD COLUMN spawned_by TEXT;

-- Of several open orchestrators the first is the one workers know; the others go on as what they do: working.
UPDATE sessions SET kind = 'worker'
WHERE kind = 'orchestrator' AND phase <> 'ended' AND EXISTS (
  SELECT 1 FROM sessions AS first
  WHERE first.project_id = sessions.project_id AND first.kind = 'orchestrator' AND first.phase <> 'ended' AND first.number < sessions.number
);
CREATE UNIQUE INDEX sessions_one_orchestrator ON sessions (project_id) WHERE kind = 'orchestrator' AND phase <> 'ended';

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
CREATE UNIQUE INDEX agent_reports_sequence ON agent_reports (sequence);
CREATE INDEX agent_reports_session ON agent_reports (session_id, sequence);
CREATE INDEX agent_reports_standing ON agent_reports (session_id, sequence)
  WHERE (kind = 'question' AND answered_at IS NULL) OR (kind = 'done' AND superseded_at IS NULL);
CREATE INDEX agent_reports_undelivered ON agent_reports (sequence) WHERE answer_delivery = 'waiting';

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
CREATE INDEX wake_told_message ON wake_told (message_id);
CREATE INDEX wake_told_at ON wake_told (at);

CREATE TABLE session_heads (
  session_id TEXT NOT NULL PRIMARY KEY REFERENCES sessions (id) ON DELETE CASCADE,
  head_commit TEXT NOT NULL,
  commits INTEGER NOT NULL,
  at INTEGER NOT NULL
) STRICT;
`,
};

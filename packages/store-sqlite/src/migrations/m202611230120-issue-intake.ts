import type { Migration } from './migration.ts';

/** Issues that sessions were started for by themselves. A session's row may go; what was taken in stays known. */
export const issueIntake: Migration = {
  name: '202611230120-issue-intake',
  sql: /* sql */ `
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
CREATE INDEX issue_intake_newest ON issue_intake (project_id, created_at);
`,
};

import type { Migration } from './migration.ts';

/** What people should know, and what became of telling them. */
export const notices: Migration = {
  name: '202611230140-notices',
  sql: /* sql */ `
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
CREATE INDEX notices_session ON notices (session_id, id);
CREATE INDEX notices_unrouted ON notices (id) WHERE routed_at IS NULL;
CREATE INDEX notices_standing ON notices (kind, id) WHERE withdrawn_at IS NULL;
CREATE INDEX notices_raised ON notices (raised_at);

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
CREATE INDEX notice_deliveries_open ON notice_deliveries (notice_id) WHERE state IN ('waiting', 'sending');
CREATE INDEX notice_deliveries_outlet ON notice_deliveries (outlet, updated_at);
`,
};

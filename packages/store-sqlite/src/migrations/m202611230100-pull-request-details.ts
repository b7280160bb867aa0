import type { Migration } from './migration.ts';

/**
 * Everything that is seen of a pull request, what was decided about it, and how far the look for new ones has come. Pull requests that
 * are known already get their repository from their address in the web: `https://<host>/<owner>/<name>/pull/<number>`.
 */
export const pullRequestDetails: Migration = {
  name: '202611230100-pull-request-details',
  sql: /* sql */ `
ALTER TABLE pull_requests ADD COLUMN origin TEXT NOT NULL DEFAULT 'found';
ALTER TABLE pull_requests ADD COLUMN repository_host TEXT NOT NULL DEFAULT '';
ALTER TABLE pull_requests ADD COLUMN repository_owner TEXT NOT NULL DEFAULT '';
ALTER TABLE pull_requests ADD COLUMN repository_name TEXT NOT NULL DEFAULT '';
ALTER TABLE pull_requests ADD COLUMN source_host TEXT;
ALTER TABLE pull_requests ADD COLUMN source_owner TEXT;
ALTER TABLE pull_requests ADD COLUMN source_name TEXT;
ALTER TABLE pull_requests ADD COLUMN note TEXT;
ALTER TABLE pull_requests ADD COLUMN blind_outcome TEXT;
ALTER TABLE pull_requests ADD COLUMN blind_since INTEGER;
ALTER TABLE pull_requests ADD COLUMN blind_message TEXT;
ALTER TABLE pull_requests ADD COLUMN ended_at INTEGER;
ALTER TABLE pull_requests ADD COLUMN sighted_at INTEGER;
ALTER TABLE pull_requests ADD COLUMN snapshot TEXT;
ALTER TABLE pull_requests ADD COLUMN snapshot_updated_at INTEGER;
ALTER TABLE pull_requests ADD COLUMN snapshot_observed_at INTEGER;
ALTER TABLE pull_requests ADD COLUMN snapshot_target_commit TEXT;
ALTER TABLE pull_requests ADD COLUMN snapshot_threads_marker TEXT;
ALTER TABLE pull_requests ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;

WITH
  afterScheme AS (SELECT id, substr(url, instr(url, '://') + 3) AS rest FROM pull_requests),
  afterHost AS (SELECT id, substr(rest, 1, instr(rest, '/') - 1) AS host, substr(rest, instr(rest, '/') + 1) AS rest FROM afterScheme),
  afterOwner AS (SELECT id, host, substr(rest, 1, instr(rest, '/') - 1) AS owner, substr(rest, instr(rest, '/') + 1) AS rest FROM afterHost)
UPDATE pull_requests
SET repository_host = place.host, repository_owner = place.owner, repository_name = place.name,
    source_host = place.host, source_owner = place.owner, source_name = place.name
FROM (SELECT id, host, owner, substr(rest, 1, instr(rest || '/', '/') - 1) AS name FROM afterOwner) AS place
WHERE place.id = pull_requests.id;
UPDATE pull_requests SET ended_at = updated_at WHERE state IN ('merged', 'closed');

CREATE INDEX pull_requests_state ON pull_requests (state, ended_at);
CREATE INDEX pull_requests_place ON pull_requests (number, repository_name COLLATE NOCASE);

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

-- The order of writing breaks ties of comments of the same second.
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
CREATE UNIQUE INDEX review_comments_of_thread ON review_comments (pull_request_id, thread_id, id);

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
CREATE INDEX reaction_ledgers_session ON reaction_ledgers (session_id);

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
`,
};

import { CHANGE_EVENT_TYPES } from '@ao/domain';
import { createSession, samplePullRequest } from '@ao/conformance';
import { getTableColumns } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { temporaryDatabase } from '../__fixtures__/temporary-database.ts';
import { pullRequests } from '../schema/pull-request-table.ts';
import { sessions } from '../schema/session-table.ts';
import { ALL_TRIGGERS, TOLD_PULL_REQUEST_COLUMNS } from './all-triggers.ts';
import { TOLD_SESSION_COLUMNS } from './session-triggers.ts';

/** Fixed for life, or not worth an event. Whoever adds a column decides here or there. */
const UNTOLD_SESSION_COLUMNS = [
  'activity_evidence_at',
  'activity_source',
  'agent',
  'command',
  'created_at',
  'id',
  'issue_id',
  'kind',
  'last_message_sequence',
  'last_output_at',
  'last_signal_at',
  'model',
  'number',
  'permission_mode',
  'project_id',
  'prompt',
  'runtime',
  'spawned_by',
  'updated_at',
];

/** Fixed for life, told by another event, or only saying that somebody looked. */
const UNTOLD_PULL_REQUEST_COLUMNS = [
  'changed_at',
  'ended_at',
  'id',
  'observed_at',
  'session_id',
  'sighted_at',
  'snapshot_observed_at',
  'snapshot_target_commit',
  'snapshot_threads_marker',
  'snapshot_updated_at',
  'updated_at',
];

test('an open database lists every trigger', () => {
  const { open, openRaw } = temporaryDatabase();
  open();
  const stored = openRaw().prepare(`SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY name`).all();
  expect(stored).toEqual([...ALL_TRIGGERS].sort((a, b) => (a.name < b.name ? -1 : 1)));
});

test('triggers lost from the file are back after opening it', () => {
  const { open, openRaw } = temporaryDatabase();
  open().close();
  const raw = openRaw();
  for (const { name } of ALL_TRIGGERS) raw.exec(`DROP TRIGGER ${name}`);
  raw.close();
  const stores = open();
  createSession(stores);
  expect(stores.changeLog.bounds().newest).toBe(2);
});

test('there is a trigger for every event of the vocabulary, and for no other', () => {
  const told = ALL_TRIGGERS.map((trigger) => /VALUES \('([a-z_.]+)'/.exec(trigger.sql)?.[1] ?? trigger.name);
  expect([...new Set(told)].sort()).toEqual([...CHANGE_EVENT_TYPES].sort());
});

test('every column of a session is either told or untold', () => {
  const columns = Object.values(getTableColumns(sessions)).map((column) => column.name);
  expect([...TOLD_SESSION_COLUMNS, ...UNTOLD_SESSION_COLUMNS].sort()).toEqual(columns.sort());
});

test('every column of a pull request is either told or untold', () => {
  const columns = Object.values(getTableColumns(pullRequests)).map((column) => column.name);
  expect([...TOLD_PULL_REQUEST_COLUMNS, ...UNTOLD_PULL_REQUEST_COLUMNS].sort()).toEqual(columns.sort());
});

test('a pull request that is given to another session is told with both', () => {
  const { open, openRaw } = temporaryDatabase();
  const stores = open();
  const [one, two] = [createSession(stores), createSession(stores)];
  stores.pullRequests.upsert(samplePullRequest('1', one.id));
  const { newest } = stores.changeLog.bounds();
  openRaw().prepare('UPDATE pull_requests SET session_id = ?').run(two.id);
  expect(stores.changeLog.after(newest, 10)).toMatchObject([
    {
      type: 'pull_request.session_changed',
      sessionId: two.id,
      payload: { id: 'github.com:1', fromSession: one.id, toSession: two.id },
    },
  ]);
});

import {
  ACTIVITY_SOURCES,
  ACTIVITY_STATES,
  type Activity,
  AGENT_REQUEST_KINDS,
  type AgentRequest,
  END_REASONS,
  EXIT_EVIDENCE,
  type ExitFacts,
  LAUNCH_STATES,
  type LaunchFacts,
  type LaunchId,
  type ProcessIdentity,
  type RuntimeHandle,
  SESSION_PHASES,
  SETUP_STATES,
  type SessionEnd,
  type SessionFacts,
  WORKSPACE_STATES,
  type WorkspaceFacts,
} from '@ao/domain';
import { createSession, sampleSession } from '@ao/conformance';
import { type Arbitrary, array, assert, boolean, constantFrom, integer, option, property, record, string } from 'fast-check';
import { expect, test } from 'vitest';
import { temporaryDatabase } from '../__fixtures__/temporary-database.ts';
import { SESSION_FACT_COLUMNS } from '../schema/session-table.ts';
import { factColumnsOf } from './session-row.ts';

const time = integer({ min: 0, max: 4_102_444_800_000 });
const maybeTime = option(time);
const text = string({ unit: 'grapheme', maxLength: 40 });
const maybeText = option(text);

const workspace: Arbitrary<WorkspaceFacts> = record({
  state: constantFrom(...WORKSPACE_STATES),
  repositoryPath: text,
  path: maybeText,
  branch: maybeText,
  baseRef: maybeText,
  baseCommit: maybeText,
  rescueRef: maybeText,
  setup: constantFrom(...SETUP_STATES),
  setupMessage: maybeText,
});

const process: Arbitrary<ProcessIdentity> = record({ pid: integer({ min: 1, max: 4_194_304 }), startTime: text, bootId: text });

const launch: Arbitrary<LaunchFacts> = record({
  id: text.map((id) => id as LaunchId),
  attempt: integer({ min: 1, max: 1_000 }),
  state: constantFrom(...LAUNCH_STATES),
  startedAt: time,
  deadlineAt: time,
  readyAt: maybeTime,
  handle: option(text.map((handle) => handle as RuntimeHandle)),
  process: option(process),
  expectsSignals: boolean(),
  firstSignalAt: maybeTime,
  lastSignalAt: maybeTime,
  lastOutputAt: maybeTime,
});

const activity: Arbitrary<Activity> = record({
  state: constantFrom(...ACTIVITY_STATES),
  since: time,
  evidenceAt: time,
  source: constantFrom(...ACTIVITY_SOURCES),
  detail: maybeText,
  correlationId: maybeText,
});

const agentRequest: Arbitrary<AgentRequest> = record({
  id: text,
  kind: constantFrom(...AGENT_REQUEST_KINDS),
  tool: maybeText,
  input: maybeText,
  text,
  choices: array(record({ id: text, label: text }), { maxLength: 3 }),
  askedAt: time,
  channel: maybeText,
});

const exit: Arbitrary<ExitFacts> = record({
  at: time,
  code: option(integer({ min: 0, max: 255 })),
  signal: maybeText,
  evidence: constantFrom(...EXIT_EVIDENCE),
});

const end: Arbitrary<SessionEnd> = record({ at: time, reason: constantFrom(...END_REASONS), message: maybeText });

const facts: Arbitrary<SessionFacts> = record({
  phase: constantFrom(...SESSION_PHASES),
  phaseDeadlineAt: maybeTime,
  workspace,
  launch: option(launch),
  activity,
  requests: array(agentRequest, { maxLength: 4 }),
  exit: option(exit),
  end: option(end),
  agentSessionId: maybeText,
});

test('whatever the facts of a session are, they come back as they were', () => {
  const { open } = temporaryDatabase();
  const stores = open();
  const { id } = createSession(stores);
  assert(
    property(facts, (written) => {
      const updated = stores.sessions.updateFacts(id, () => written);
      expect(updated).toEqual({ ...updated, ...written });
      expect(stores.sessions.get(id)).toEqual(updated);
      expect(stores.sessions.list()).toEqual([updated]);
    }),
    { numRuns: 300 },
  );
});

test('a session may be created with any facts', () => {
  const { open } = temporaryDatabase();
  const stores = open();
  assert(
    property(facts, (written) => {
      const created = createSession(stores, written);
      expect(created).toEqual({ ...sampleSession(written), id: created.id, number: created.number, updatedAt: created.updatedAt });
    }),
    { numRuns: 100 },
  );
});

test('each fact has its column', () => {
  assert(
    property(facts, (written) => {
      expect(Object.keys(factColumnsOf(written)).sort()).toEqual([...SESSION_FACT_COLUMNS].sort());
    }),
    { numRuns: 20 },
  );
});

import assert from 'node:assert/strict';
import type { SessionFacts, SessionRecord } from '@ao/domain';
import { eventTypesOf } from './event-expectations.ts';
import { createSession, sampleLaunch, sampleRequest } from './sample-records.ts';
import type { StoresCase } from './stores-case.ts';

type Change = (record: SessionRecord) => Partial<SessionFacts>;

const launched = (record: SessionRecord) => record.launch ?? sampleLaunch();

const VISIBLE: Readonly<Record<string, Change>> = {
  phase: () => ({ phase: 'live' }),
  'the deadline of the phase': () => ({ phaseDeadlineAt: 99_000 }),
  'the state of the worktree': (record) => ({ workspace: { ...record.workspace, state: 'present' } }),
  'the path of the worktree': (record) => ({ workspace: { ...record.workspace, path: '/worktrees/shop/shop-1' } }),
  'the branch': (record) => ({ workspace: { ...record.workspace, branch: 'ao/shop-1/work' } }),
  'the rescue ref': (record) => ({ workspace: { ...record.workspace, rescueRef: 'refs/ao/rescue/shop-1/1' } }),
  'the set-up': (record) => ({ workspace: { ...record.workspace, setup: 'running' } }),
  'the state of the launch': (record) => ({ launch: { ...launched(record), state: 'needs_trust' } }),
  'the time it became ready': (record) => ({ launch: { ...launched(record), readyAt: 5_000 } }),
  'the handle of the terminal': (record) => ({ launch: { ...launched(record), handle: null } }),
  'the process': (record) => ({ launch: { ...launched(record), process: null } }),
  'the first signal': (record) => ({ launch: { ...launched(record), firstSignalAt: 5_000 } }),
  'a launch that goes away': () => ({ launch: null }),
  'the activity': (record) => ({ activity: { ...record.activity, state: 'active' } }),
  'since when': (record) => ({ activity: { ...record.activity, since: 5_000 } }),
  'the detail of the activity': (record) => ({ activity: { ...record.activity, detail: 'Allow Bash?' } }),
  'a request of the agent': () => ({ requests: [sampleRequest('tool-1')] }),
  'the exit': () => ({ exit: { at: 5_000, code: 1, signal: null, evidence: 'exit_record' } }),
  'the end': () => ({ end: { at: 5_000, reason: 'killed', message: null } }),
  'the conversation of the agent': () => ({ agentSessionId: 'conversation-1' }),
};

const SILENT: Readonly<Record<string, Change>> = {
  'the newest signal': (record) => ({ launch: { ...launched(record), lastSignalAt: 5_000 } }),
  'the newest output': (record) => ({ launch: { ...launched(record), lastOutputAt: 5_000 } }),
  'newer evidence of the same activity': (record) => ({ activity: { ...record.activity, evidenceAt: 5_000, source: 'screen' } }),
  'the same requests': (record) => ({ requests: [...record.requests] }),
  'facts that are equal': (record) => ({ workspace: { ...record.workspace } }),
};

function eventCase(subject: string, change: Change, expected: readonly string[]): StoresCase {
  const outcome = expected.length === 0 ? 'is stored without an event' : 'is an event';
  return {
    name: `a change of a session: ${subject} ${outcome}`,
    run({ stores }) {
      const { id } = createSession(stores, { launch: sampleLaunch() });
      const update = () => stores.sessions.updateFacts(id, (record) => ({ ...record, ...change(record) }));
      assert.deepEqual(eventTypesOf(stores, update), expected);
      const stored = stores.sessions.get(id) ?? assert.fail();
      assert.deepEqual(stored, { ...stored, ...change(stored) });
    },
  };
}

/** Which changes of a session are told to clients. */
export const sessionEventCases: readonly StoresCase[] = [
  ...Object.entries(VISIBLE).map(([subject, change]) => eventCase(subject, change, ['session.updated'])),
  ...Object.entries(SILENT).map(([subject, change]) => eventCase(subject, change, [])),
];

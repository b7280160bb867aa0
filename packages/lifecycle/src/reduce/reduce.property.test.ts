import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ACTIVITY_SOURCES,
  AGENT_REQUEST_KINDS,
  type AgentRequest,
  AoError,
  END_REASONS,
  EXIT_EVIDENCE,
  LAUNCH_STATES,
  type LaunchId,
  type RuntimeHandle,
  SETUP_STATES,
} from '@ao/domain';
import type { AgentSignal, ScreenReading } from '@ao/ports';
import { after, launched, newSession, PROCESS, queuedSession, T0 } from '../__fixtures__/sample-session.ts';
import type { Observation } from '../observation/observation.ts';
import { violations } from '../violations.ts';
import { reduce } from './reduce.ts';

const SPAN_MS = 2_000_000;
const time = fc.integer({ min: T0, max: T0 + SPAN_MS });
const launchId = fc.constantFrom('l-1', 'l-2').map((id) => id as LaunchId);
const handle = fc.constantFrom('terminal-1', 'terminal-2').map((name) => name as RuntimeHandle);
const correlationId = fc.constantFrom(null, 'tool-1', 'tool-2');
const text = fc.constantFrom(null, '', 'proceed?', 'a\nb\u001b[1m', 'x'.repeat(700));
const said = { at: time, source: fc.constantFrom(...ACTIVITY_SOURCES), evidence: fc.constant('seen') };

const request: fc.Arbitrary<AgentRequest> = fc.record({
  id: fc.oneof(fc.constantFrom('tool-1', 'tool-2', '', ' tool-1\u001b'), fc.integer({ min: 3, max: 30 }).map(String)),
  kind: fc.constantFrom(...AGENT_REQUEST_KINDS),
  tool: text,
  input: fc.constantFrom(null, '{}', '{"command":"\u001b[31m"}', 'ü'.repeat(20_000)),
  text: text.map((value) => value ?? ''),
  choices: fc.constantFrom([], [{ id: 'allow', label: 'Allow\u0007' }], [{ id: 'a\nb', label: 'x' }]),
  askedAt: time,
  channel: text,
});

const agentSignal: fc.Arbitrary<AgentSignal> = fc.oneof(
  fc.record({
    ...said,
    type: fc.constant('activity' as const),
    state: fc.constantFrom('active', 'idle', 'waiting_input', 'blocked', 'unknown'),
    detail: text,
    correlationId,
    turnBoundary: fc.boolean(),
    request: fc.option(request, { nil: undefined, freq: 2 }),
  }),
  fc.record({ ...said, type: fc.constant('request_cleared' as const), correlationId }),
  fc.record({ ...said, type: fc.constant('prompt_submitted' as const), text: fc.constant('go') }),
  fc.record({ ...said, type: fc.constant('conversation' as const), agentSessionId: fc.constantFrom('c-1', 'c-2') }),
  fc.record({ ...said, type: fc.constant('launch' as const), state: fc.constantFrom(...LAUNCH_STATES), detail: text }),
  fc.record({ ...said, type: fc.constant('alive' as const) }),
);

const reading: fc.Arbitrary<ScreenReading> = fc.record({
  state: fc.constantFrom('composer', 'busy', 'dialog', 'starting', 'unknown'),
  dialog: fc.option(
    fc.record({ kind: fc.constantFrom('permission', 'question', 'trust', 'login', 'update', 'other'), text: fc.constant('proceed?') }),
  ),
  composerText: fc.constantFrom(null, '', 'draft'),
  launch: fc.option(fc.constantFrom(...LAUNCH_STATES)),
});

const exit = fc.record({
  at: time,
  code: fc.constantFrom(null, 0, 1),
  signal: fc.constantFrom(null, 'SIGKILL'),
  evidence: fc.constantFrom(...EXIT_EVIDENCE),
});
const maybeTime = fc.option(time);
const failedProbe = fc.record({
  type: fc.constant('runtime_probe' as const),
  at: time,
  handle,
  probe: fc.constant({ state: 'unknown' as const, error: new AoError('RUNTIME_UNAVAILABLE') }),
});
const launch = fc.record({
  type: fc.constant('launched' as const),
  at: time,
  launchId,
  handle,
  process: fc.constantFrom(null, PROCESS),
  agentSessionId: fc.constantFrom(null, 'c-0'),
  expectsSignals: fc.boolean(),
  readyWithinMs: fc.constantFrom(0, 30_000),
});
const restore: fc.Arbitrary<Observation> = fc.oneof(
  fc.record({ type: fc.constant('restore_begun' as const), at: time, deadlineAt: time }),
  fc.record({ type: fc.constant('queued' as const), at: time }),
  fc.record({ type: fc.constant('admitted' as const), at: time, deadlineAt: time }),
);

const evidence: fc.Arbitrary<Observation> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ type: fc.constant('agent_signal' as const), at: time, launchId, signal: agentSignal }) },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('screen_read' as const),
      at: time,
      launchId,
      reading: fc.option(reading),
      lastOutputAt: maybeTime,
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('tick' as const), at: time }) },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('request_answered' as const),
      at: time,
      launchId,
      requestId: fc.constantFrom('tool-1', 'tool-2'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('request_released' as const),
      at: time,
      launchId,
      requestId: fc.constantFrom('tool-1', 'tool-2'),
      channel: text.map((value) => value ?? ''),
    }),
  },
  { weight: 1, arbitrary: failedProbe },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('source_lost' as const),
      at: time,
      launchId,
      source: fc.constant('api' as const),
      since: time,
      reason: fc.constant('connection refused'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('runtime_probe' as const),
      at: time,
      handle,
      probe: fc.record({ state: fc.constant('alive' as const), process: fc.constant(PROCESS), lastOutputAt: maybeTime }),
    }),
  },
);
const fatal: fc.Arbitrary<Observation> = fc.oneof(
  fc.record({
    type: fc.constant('runtime_probe' as const),
    at: time,
    handle,
    probe: fc.record({ state: fc.constant('dead' as const), exit, lastOutputAt: maybeTime }),
  }),
  fc.record({ type: fc.constant('boot_observed' as const), at: time, bootId: fc.constantFrom('boot-1', 'boot-2') }),
);
const operation: fc.Arbitrary<Observation> = fc.oneof(
  launch,
  fc.record({ type: fc.constant('launch_ready' as const), at: time, launchId }),
  fc.record({ type: fc.constant('kill_begun' as const), at: time, deadlineAt: time }),
  fc.record({
    type: fc.constant('workspace_ready' as const),
    at: time,
    path: fc.constant('/w'),
    branch: fc.constant('b'),
    baseRef: text,
    baseCommit: text,
  }),
  fc.record({ type: fc.constant('setup_changed' as const), at: time, setup: fc.constantFrom(...SETUP_STATES), message: text }),
  fc.record({ type: fc.constant('workspace_removed' as const), at: time }),
  fc.record({ type: fc.constant('workspace_rescued' as const), at: time, rescueRef: fc.constant('refs/ao/rescue/shop-1/1') }),
);
/** The session manager tells of an end by itself only with the exit it has seen. */
const ended: fc.Arbitrary<Observation> = fc.oneof(
  fc.record({ type: fc.constant('ended' as const), at: time, reason: fc.constantFrom(...END_REASONS), message: text, exit }),
  fc.record({ type: fc.constant('ended' as const), at: time, reason: fc.constantFrom('killed', 'spawn_failed', 'merged'), message: text }),
);
const anything = fc.oneof(
  { weight: 6, arbitrary: evidence },
  { weight: 1, arbitrary: fatal },
  { weight: 2, arbitrary: operation },
  { weight: 1, arbitrary: ended },
  { weight: 1, arbitrary: restore },
);
const history = fc.array(anything, { maxLength: 40 });
const live = after(newSession(), launched, { type: 'launch_ready', at: T0 + 2_000, launchId: launched.launchId });

describe('whatever is observed, in whatever order', () => {
  test('the facts stay legal', () => {
    fc.assert(
      fc.property(fc.constantFrom(newSession(), queuedSession(), live), history, (session, observations) => {
        let facts = session;
        for (const observation of observations) {
          facts = after(facts, observation);
          expect(violations(facts)).toEqual([]);
        }
      }),
      { numRuns: 600 },
    );
  });

  test('a failed look changes nothing at all', () => {
    fc.assert(
      fc.property(history, failedProbe, (observations, failed) => {
        const facts = after(live, ...observations);
        expect(reduce(facts, failed)).toEqual({ facts, reactions: [] });
      }),
    );
  });

  test('the same thing told twice in a row counts once', () => {
    fc.assert(
      fc.property(history, anything, (observations, twice) => {
        const once = after(live, ...observations, twice);
        expect(after(once, twice)).toEqual(once);
      }),
      { numRuns: 600 },
    );
  });

  test('ended stays ended, until a restore', () => {
    const endless = anything.filter(({ type }) => type !== 'restore_begun' && type !== 'queued');
    fc.assert(
      fc.property(history, ended, fc.array(endless, { maxLength: 20 }), (observations, end, later) => {
        const facts = after(live, ...observations, end);
        const much = after(facts, ...later);
        expect([much.phase, much.end, much.exit, much.activity]).toEqual(['ended', facts.end, facts.exit, facts.activity]);
      }),
    );
  });

  test('after a kill has begun nothing but its end follows', () => {
    const kill: Observation = { type: 'kill_begun', at: T0, deadlineAt: T0 + 10_000 };
    fc.assert(
      fc.property(
        fc.array(evidence, { maxLength: 20 }),
        fc.array(fc.oneof(evidence, fatal, operation), { maxLength: 20 }),
        (before, later) => {
          expect(after(live, ...before, kill, ...later).phase).toBe('stopping');
        },
      ),
    );
  });

  test('facts that do not change are the very same object, and changes have no reactions without a difference', () => {
    fc.assert(
      fc.property(history, anything, (observations, last) => {
        const before = after(live, ...observations);
        const { facts, reactions } = reduce(before, last);
        const isSame = isDeepStrictEqual(facts, before);
        expect(facts === before).toBe(isSame);
        expect(isSame ? reactions : []).toEqual([]);
      }),
    );
  });
});

test('of the signals an agent gives, the newest decides, whatever their order of arrival', () => {
  const boundary = fc.record({ at: fc.integer({ min: 3_000, max: 60_000 }), state: fc.constantFrom('active' as const, 'idle' as const) });
  fc.assert(
    fc.property(fc.uniqueArray(boundary, { selector: ({ at }) => at, minLength: 1, maxLength: 12 }), (turns) => {
      const observations = turns.map(({ at, state }): Observation => {
        const signal = {
          type: 'activity',
          at: T0 + at,
          source: 'hook',
          evidence: '',
          state,
          detail: null,
          correlationId: null,
          turnBoundary: true,
        } as const;
        return { type: 'agent_signal', at: T0 + 60_000, launchId: launched.launchId, signal };
      });
      // Before the first evidence the launch itself cannot tell old from new, so the very first arrival is always taken.
      const newest = turns.toSorted((one, other) => other.at - one.at)[0];
      expect(after(live, ...observations).activity).toMatchObject({ state: newest?.state, evidenceAt: T0 + (newest?.at ?? 0) });
    }),
  );
});

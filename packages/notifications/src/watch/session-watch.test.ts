import { createSession, sampleRequest } from '@ao/conformance';
import type { AgentRequest, ExitFacts, LaunchId, RuntimeHandle, SessionId } from '@ao/domain';
import { createLifecycle } from '@ao/lifecycle';
import type { AgentSignal } from '@ao/ports';
import { expect, test } from 'vitest';
import { toldWorld } from '../__fixtures__/told-world.ts';
import { createSessionWatch } from './session-watch.ts';

const LAUNCH = 'l-1' as LaunchId;
const HANDLE = 'terminal-1' as RuntimeHandle;

/** Sessions whose facts change as they really do, and what is raised about them. */
function watchedSessions() {
  const world = toldWorld();
  const { clock, stores, notifications } = world;
  const lifecycle = createLifecycle({ stores, clock });
  const watch = () => {
    const stopping = new AbortController();
    const ended = createSessionWatch({ lifecycle, stores, notices: notifications, clock, needsYouAfterMs: () => 20_000 }).run(
      stopping.signal,
    );
    return () => (stopping.abort(), ended);
  };
  const start = (id: SessionId) =>
    lifecycle.observe(id, {
      type: 'launched',
      at: clock.now(),
      launchId: LAUNCH,
      handle: HANDLE,
      process: { pid: 4711, startTime: '99', bootId: 'b-1' },
      agentSessionId: null,
      expectsSignals: true,
      readyWithinMs: 0,
    });
  const session = () => {
    const { id } = createSession(stores, { phaseDeadlineAt: clock.now() + 60_000 });
    start(id);
    return id;
  };
  const signal = (id: SessionId, said: Record<string, unknown>) =>
    lifecycle.observe(id, {
      type: 'agent_signal',
      at: clock.now(),
      launchId: LAUNCH,
      signal: { source: 'hook', at: clock.now(), evidence: 'hook', ...said } as unknown as AgentSignal,
    });
  const ask = (id: SessionId, request: AgentRequest) =>
    signal(id, {
      type: 'activity',
      state: 'blocked',
      turnBoundary: false,
      correlationId: request.id,
      detail: request.text,
      request: { ...request, askedAt: clock.now() },
    });
  const exit = (id: SessionId, changes: Partial<ExitFacts>) =>
    lifecycle.observe(id, {
      type: 'runtime_probe',
      at: clock.now(),
      handle: HANDLE,
      probe: { state: 'dead', lastOutputAt: null, exit: { at: clock.now(), code: 0, signal: null, evidence: 'exit_record', ...changes } },
    });
  const raised = () =>
    stores.notices
      .list({ limit: 50 })
      .toReversed()
      .map(({ kind, sessionId, text, withdrawnAt }) => `${kind} ${sessionId} ${withdrawnAt === null ? '' : '(passed) '}${text}`);
  return { ...world, lifecycle, watch, start, session, signal, ask, exit, raised };
}

test('a person is told of a request when it has stood open for a while, once, and no more when it was answered', async () => {
  const { clock, watch, session, ask, signal, raised } = watchedSessions();
  const stop = watch();
  const id = session();
  ask(id, sampleRequest('tool-1'));
  await clock.advance(19_999);
  expect(raised()).toEqual([]);
  await clock.advance(1);
  ask(id, sampleRequest('tool-1'));
  await clock.advance(60_000);
  expect(raised()).toEqual(['needs_you shop-1 needs you: allow Bash: npm test?']);
  signal(id, { type: 'request_cleared', correlationId: 'tool-1' });
  expect(raised()).toEqual(['needs_you shop-1 (passed) needs you: allow Bash: npm test?']);
  await stop();
});

test('a request that is answered soon is told to nobody', async () => {
  const { clock, watch, session, ask, signal, raised } = watchedSessions();
  const stop = watch();
  const id = session();
  ask(id, sampleRequest('tool-1'));
  await clock.advance(10_000);
  signal(id, { type: 'request_cleared', correlationId: 'tool-1' });
  await clock.advance(60_000);
  expect(raised()).toEqual([]);
  await stop();
});

test('the next request is another one', async () => {
  const { clock, watch, session, ask, signal, raised } = watchedSessions();
  const stop = watch();
  const id = session();
  ask(id, sampleRequest('tool-1', { text: 'Bash: one' }));
  await clock.advance(20_000);
  signal(id, { type: 'request_cleared', correlationId: 'tool-1' });
  ask(id, sampleRequest('tool-2', { text: 'Bash: two' }));
  await clock.advance(20_000);
  expect(raised()).toEqual(['needs_you shop-1 (passed) needs you: allow Bash: one?', 'needs_you shop-1 needs you: allow Bash: two?']);
  await stop();
});

test('a restart neither forgets a request nor tells it again, and takes back what was answered meanwhile', async () => {
  const { clock, watch, session, ask, signal, raised } = watchedSessions();
  const stop = watch();
  const [one, two, three] = [session(), session(), session()];
  ask(one, sampleRequest('tool-1'));
  ask(two, sampleRequest('tool-2'));
  await clock.advance(20_000);
  ask(three, sampleRequest('tool-3'));
  await clock.advance(10_000);
  await stop();
  signal(two, { type: 'request_cleared', correlationId: 'tool-2' });
  await clock.advance(10_000);
  const stopAgain = watch();
  expect(raised()).toHaveLength(2);
  await clock.advance(20_000);
  expect(raised()).toEqual([
    'needs_you shop-1 needs you: allow Bash: npm test?',
    'needs_you shop-2 (passed) needs you: allow Bash: npm test?',
    'needs_you shop-3 needs you: allow Bash: npm test?',
  ]);
  await stopAgain();
});

test('a session that ends while it waits for a person waits for nobody', async () => {
  const { clock, watch, session, ask, exit, raised } = watchedSessions();
  const stop = watch();
  const id = session();
  ask(id, sampleRequest('tool-1'));
  await clock.advance(20_000);
  exit(id, { code: 0 });
  expect(raised()).toEqual(['needs_you shop-1 (passed) needs you: allow Bash: npm test?']);
  await stop();
});

test.each<[string, Partial<ExitFacts>, readonly string[]]>([
  ['in good order', { code: 0 }, []],
  ['with a failure', { code: 3 }, ["ended shop-1 The agent's process ended with exit code 3."]],
  ['by a signal', { code: null, signal: 'SIGKILL' }, ["ended shop-1 The agent's process ended by SIGKILL."]],
  ['without a record', { code: null, evidence: 'process_gone' }, ["ended shop-1 The agent's process is gone: no such process any more."]],
])('an agent that ends by itself %s', async (_name, exitFacts, expected) => {
  const { watch, session, exit, raised } = watchedSessions();
  const stop = watch();
  exit(session(), exitFacts);
  expect(raised()).toEqual(expected);
  await stop();
});

test('an end on request is no news; one that was undone has passed', async () => {
  const { clock, watch, session, exit, lifecycle, raised, start } = watchedSessions();
  const stop = watch();
  const [killed, lost] = [session(), session()];
  lifecycle.observe(killed, { type: 'kill_begun', at: clock.now(), deadlineAt: clock.now() + 10_000 });
  exit(killed, { code: null, signal: 'SIGTERM' });
  lifecycle.observe(killed, { type: 'ended', at: clock.now(), reason: 'killed', message: null });
  exit(lost, { code: null, evidence: 'boot_changed' });
  expect(raised()).toHaveLength(1);
  lifecycle.observe(lost, { type: 'restore_begun', at: clock.now(), deadlineAt: clock.now() + 10_000 });
  start(lost);
  expect(raised()).toEqual(["ended shop-2 (passed) The agent's process is gone: the machine was restarted."]);
  await stop();
});

test('ends nobody was told of are told by the next start, unless they are old', async () => {
  const { clock, watch, session, exit, raised } = watchedSessions();
  exit(session(), { code: 1 });
  await clock.advance(61 * 60_000);
  exit(session(), { code: 2 });
  await clock.advance(59 * 60_000);
  const stop = watch();
  expect(raised()).toEqual(["ended shop-2 The agent's process ended with exit code 2."]);
  await stop();
});

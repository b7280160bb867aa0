import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHookSpool, createSystemClock } from '@ao/adapter-kit';
import { createPtyHostRuntime } from '@ao/adapter-pty-host';
import { createTortureAgent, TORTURE_VARIABLES, type TortureRecord, type TortureTemper, tortureProgram } from '@ao/conformance';
import { type AgentName, FINAL_MESSAGE_STATES, type LaunchId, type MessageId, type ProjectId, type RuntimeName } from '@ao/domain';
import { createLifecycle, newSessionFacts } from '@ao/lifecycle';
import { createMessenger } from '@ao/messenger';
import { createActivityObserver, createSightingLedger } from '@ao/observe-activity';
import { createRuntimeObserver } from '@ao/observe-runtime';
import { createCountingIdentifiers, createInMemoryStores, createSilentLogger } from '@ao/testing';
import { expect, onTestFinished, test } from 'vitest';

const PROJECT = 'shop' as ProjectId;
const MESSAGES = 8;
const SEED = Number(process.env[TORTURE_VARIABLES.seed] ?? 5);

/** Bad, but quick. It does not crash: that takes a session manager. */
const TEMPER: Partial<TortureTemper> = {
  longestTurnMs: 1_500,
  longestAnswerMs: 1_500,
  hookLost: 0.02,
  hookLateByMs: 1_500,
  slowEchoMs: 400,
  whimEveryMs: 1_500,
  whimCrash: 0,
};
/** Between a look at a screen and a key pressed lies the way to another process. What was open for longer than that was seen. */
const WAY_MS = 250;

/** The engines around the real program in a real terminal, with a real spool. */
async function tortureInTerminal() {
  const directory = await mkdtemp(join(tmpdir(), 'ao-torture-'));
  const clock = createSystemClock();
  const logger = createSilentLogger();
  const stores = createInMemoryStores({ clock });
  const lifecycle = createLifecycle({ stores, clock });
  const spool = createHookSpool({ directory: join(directory, 'sessions') });
  const runtime = createPtyHostRuntime({ directory: join(directory, 'terminals'), socketDirectory: join(directory, 'run'), clock, logger });
  const agent = createTortureAgent({ argv: [process.execPath, '--conditions=@ao/source', tortureProgram()] });
  const common = { stores, lifecycle, clock, logger, agents: () => agent, runtimes: () => runtime, contact: () => Promise.resolve(null) };
  const messenger = createMessenger({ ...common, identifiers: createCountingIdentifiers() });
  const sightings = createSightingLedger();
  const parts = [
    messenger,
    createRuntimeObserver(common),
    createActivityObserver({ ...common, messenger, spool, sightings, environment: () => ({}) }),
  ];
  const at = clock.now();
  stores.projects.add({
    id: PROJECT,
    path: directory,
    name: 'shop',
    originUrl: null,
    defaultBranch: null,
    config: {},
    registeredAt: at,
    archivedAt: null,
  });
  const { id: sessionId } = stores.sessions.create(PROJECT, () => ({
    projectId: PROJECT,
    kind: 'worker',
    agent: 'torture' as AgentName,
    runtime: 'pty-host' as RuntimeName,
    permissionMode: 'default',
    model: null,
    command: null,
    issueId: null,
    spawnedBy: null,
    prompt: null,
    createdAt: at,
    displayName: null,
    ...newSessionFacts({ at, deadlineAt: at + 60_000, repositoryPath: directory }),
  }));
  const launchId = 'l-1' as LaunchId;
  const recordPath = join(directory, 'record.json');
  const env = {
    PATH: process.env['PATH'] ?? '',
    AO_SPOOL: await spool.prepare(sessionId, launchId),
    [TORTURE_VARIABLES.seed]: String(SEED),
    [TORTURE_VARIABLES.temper]: JSON.stringify(TEMPER),
    [TORTURE_VARIABLES.record]: recordPath,
  };
  const plan = await agent.planLaunch({ launchId } as never);
  const created = await runtime.create({ sessionId, launchId, argv: plan.argv, cwd: directory, env, size: { columns: 100, rows: 30 } });
  lifecycle.observe(sessionId, {
    type: 'launched',
    at,
    launchId,
    handle: created.handle,
    process: created.process,
    agentSessionId: null,
    expectsSignals: true,
    readyWithinMs: 30_000,
  });
  const stop = new AbortController();
  const ended = parts.map((part) => part.run(stop.signal));
  onTestFinished(async () => {
    stop.abort();
    await Promise.allSettled(ended);
    await runtime.destroy(created.handle, { graceMs: 0 });
    await runtime.close();
    await rm(directory, { recursive: true, force: true });
  });
  return { messenger, sessionId, stores, record: async () => JSON.parse(await readFile(recordPath, 'utf8')) as TortureRecord };
}

test(`a real program in a real terminal, in a bad temper (AO_TORTURE_SEED=${SEED})`, { timeout: 240_000 }, async () => {
  const { messenger, sessionId, stores, record } = await tortureInTerminal();
  for (let number = 1; number <= MESSAGES; number += 1) {
    const text = number % 3 === 0 ? `<message ${number}>\none\ntwo\nthree\nfour` : `<message ${number}> use the existing error type`;
    const { id } = messenger.send({ sessionId, text, id: `m-${number}` as MessageId, sender: { kind: 'person' }, urgent: false });
    await messenger.settled(id);
  }
  const { submissions, intoDialogs } = await record();
  const messages = stores.messages.listForSession(sessionId, 100);
  const taken = (text: string): number => submissions.filter((submission) => submission.text.includes(text.split('\n')[0] ?? text)).length;
  const ends = messages.map(({ id, text, state }) => ({ id, state, taken: taken(text) }));
  expect(ends.filter(({ state }) => !FINAL_MESSAGE_STATES.has(state))).toEqual([]);
  expect(ends.filter((end) => end.taken > 1 || (end.state === 'acknowledged' && end.taken === 0))).toEqual([]);
  expect(intoDialogs.filter(({ openForMs }) => openForMs > WAY_MS)).toEqual([]);
  expect(messages.filter(({ state }) => state === 'acknowledged').length).toBeGreaterThan(MESSAGES / 2);
});

import type { AgentRequest, SessionId } from '@ao/domain';
import { createLifecycle } from '@ao/lifecycle';
import type { AgentReleaseRequest, AgentV1 } from '@ao/ports';
import { createRecordingLogger, createSimulatedWorld, type SimulatedWorld } from '@ao/testing';
import { beforeEach, describe, expect, test } from 'vitest';
import { bootManager, finished, managerOptions, spawnCommand } from '../../test/manager-on-world.ts';
import { createAgentContacts } from '../launch/agent-contacts.ts';
import { createRequestHandover } from './request-handover.ts';

/** A daemon with somebody who may look at terminals, and an agent that notes what it lets go of. */
function startDaemon(world: SimulatedWorld, { hidesRequests = true } = {}) {
  const process = bootManager(world);
  const options = managerOptions(process);
  const { stores, clock } = process;
  const lifecycle = createLifecycle({ stores, clock });
  const watched = new Set<SessionId>();
  const viewerListeners = new Set<(sessionId: SessionId) => void>();
  const released: string[] = [];
  const faults: Error[] = [];
  const releaseRequest = async ({ request, spoolDirectory, launchId }: AgentReleaseRequest) => {
    const fault = faults.shift();
    if (fault !== undefined) throw fault;
    released.push(`${request.channel} ${spoolDirectory.endsWith(launchId)}`);
  };
  const agents = new Map(
    [...options.agents].map(([name, agent]): [string, AgentV1] => [name, { ...agent, hidesRequests, releaseRequest }]),
  );
  const logger = createRecordingLogger();
  const stop = new AbortController();
  const ended = createRequestHandover({
    stores,
    lifecycle,
    agents,
    contact: createAgentContacts({ ...options, sessionTokens: () => ({}) }),
    viewers: {
      isWatched: (sessionId) => watched.has(sessionId),
      onViewer(listener) {
        viewerListeners.add(listener);
        return { close: () => void viewerListeners.delete(listener) };
      },
    },
    clock,
    logger,
  }).run(stop.signal);
  return {
    process,
    released,
    faults,
    logger,
    viewerListeners,
    look(sessionId: SessionId) {
      watched.add(sessionId);
      for (const listener of viewerListeners) listener(sessionId);
    },
    lookAway: (sessionId: SessionId) => watched.delete(sessionId),
    ask(sessionId: SessionId, id: string, channel: string | null = `${id}.answer`) {
      const launchId = stores.sessions.get(sessionId)?.launch?.id;
      if (launchId === undefined) throw new Error('It was never launched.');
      const at = clock.now();
      const choices = [{ id: 'allow', label: 'Allow' }];
      const request: AgentRequest = { id, kind: 'permission', tool: null, input: null, text: id, choices, askedAt: at, channel };
      const signal = { type: 'activity', state: 'blocked', detail: id, correlationId: id, turnBoundary: false, request } as const;
      lifecycle.observe(sessionId, { type: 'agent_signal', at, launchId, signal: { ...signal, at, source: 'hook', evidence: 'hook' } });
    },
    /** Open requests, with what can be chosen. */
    open: (sessionId: SessionId) => stores.sessions.get(sessionId)?.requests.map(({ id, choices }) => `${id} ${choices.length}`),
    /** Lets begun work end. */
    settle: () => new Promise((resolve) => setImmediate(resolve)),
    async end() {
      stop.abort();
      await ended;
    },
  };
}

let world: SimulatedWorld;
let daemon: ReturnType<typeof startDaemon>;
let id: SessionId;

async function spawnIn(changes: Parameters<typeof startDaemon>[1] = {}): Promise<void> {
  world = createSimulatedWorld();
  world.addProject('shop');
  daemon = startDaemon(world, changes);
  id = (await finished(world, daemon.process, daemon.process.manager.spawn(spawnCommand()))).session.id;
}

beforeEach(() => spawnIn());

describe('a request and a viewer meet', () => {
  test('somebody looks already when it comes', async () => {
    daemon.look(id);
    daemon.ask(id, 'a');
    await daemon.settle();
    expect(daemon.released).toEqual(['a.answer true']);
    expect(daemon.open(id)).toEqual(['a 0']);
  });

  test('it stands open when somebody begins to look', async () => {
    daemon.ask(id, 'a');
    daemon.ask(id, 'b');
    await daemon.settle();
    expect([daemon.released, daemon.open(id)]).toEqual([[], ['a 1', 'b 1']]);
    daemon.look(id);
    await daemon.settle();
    expect([daemon.released, daemon.open(id)]).toEqual([
      ['a.answer true', 'b.answer true'],
      ['a 0', 'b 0'],
    ]);
  });

  test('once, however many look; what is asked anew is another', async () => {
    daemon.ask(id, 'a');
    daemon.look(id);
    daemon.look(id);
    await daemon.settle();
    daemon.look(id);
    await daemon.settle();
    expect(daemon.released).toHaveLength(1);
    daemon.ask(id, 'a', 'again.answer');
    await daemon.settle();
    expect(daemon.released).toEqual(['a.answer true', 'again.answer true']);
  });

  test('after a restart of the daemon too, whoever comes first', async () => {
    daemon.ask(id, 'a');
    await daemon.end();
    daemon = startDaemon(world);
    expect(daemon.released).toEqual([]);
    daemon.look(id);
    await daemon.settle();
    expect([daemon.released, daemon.open(id)]).toEqual([['a.answer true'], ['a 0']]);
  });
});

describe('nothing is released', () => {
  test('while nobody looks, or no longer', async () => {
    daemon.look(id);
    daemon.lookAway(id);
    daemon.ask(id, 'a');
    await daemon.settle();
    expect([daemon.released, daemon.open(id)]).toEqual([[], ['a 1']]);
  });

  test('of an agent whose terminal shows what it asks', async () => {
    await spawnIn({ hidesRequests: false });
    daemon.look(id);
    daemon.ask(id, 'a');
    await daemon.settle();
    expect([daemon.released, daemon.open(id)]).toEqual([[], ['a 1']]);
  });

  test('that nobody waits for, of a session that does not exist, or once it is stopped', async () => {
    daemon.look(id);
    daemon.look('shop-99' as SessionId);
    daemon.ask(id, 'a', null);
    await daemon.end();
    daemon.ask(id, 'b');
    await daemon.settle();
    expect([daemon.released, daemon.viewerListeners.size]).toEqual([[], 0]);
  });
});

test('a failure is written down, and the next look tries again', async () => {
  daemon.faults.push(new Error('no such pipe'));
  daemon.ask(id, 'a');
  daemon.look(id);
  await daemon.settle();
  expect(daemon.open(id)).toEqual(['a 1']);
  expect(daemon.logger.lines.map(({ level, message }) => `${level}: ${message}`)).toEqual([
    'warn: A request could not be handed over to the terminal',
  ]);
  daemon.look(id);
  await daemon.settle();
  expect([daemon.released, daemon.open(id)]).toEqual([['a.answer true'], ['a 0']]);
});

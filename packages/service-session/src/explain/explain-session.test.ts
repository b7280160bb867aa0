import type { AgentV1 } from '@ao/ports';
import { describe, expect, test } from 'vitest';
import { createTestService } from '../../test/service-on-world.ts';

/** The simulated agent with eyes and notes of its own. */
function seeing(agent: AgentV1 | undefined): ReadonlyMap<string, AgentV1> {
  if (agent === undefined) throw new Error('no agent');
  const seen: AgentV1 = {
    ...agent,
    readScreen: ({ lines }) => ({
      state: lines.some((line) => line.includes('trust')) ? 'dialog' : 'composer',
      dialog: lines.some((line) => line.includes('trust')) ? { kind: 'trust', text: 'Do you trust the files in this folder?' } : null,
      composerText: null,
      launch: null,
    }),
    readStatus: ({ process }) =>
      Promise.resolve({
        type: 'activity',
        at: 1_700_000_000_000,
        source: 'status_file',
        evidence: `notes of ${process.pid}`,
        state: 'idle',
        detail: null,
        correlationId: null,
        turnBoundary: true,
      }),
  };
  return new Map([['simulated', seen]]);
}

describe('an explanation', () => {
  test('has the stored facts, a look at process, notes and screen, and what was done', async () => {
    const { world, service, spawn, finish } = createTestService(({ agents }) => ({ agents: seeing(agents.get('simulated')) }));
    const id = await spawn('Fix it');
    const [terminal] = world.terminalsOf(id);
    if (terminal !== undefined) terminal.screen = ['Do you trust this?'];
    const explanation = await finish(service.explain(id));
    const evidence = Object.fromEntries(explanation.evidence.map(({ name, value }) => [name, value]));
    expect(evidence).toMatchObject({
      'process now': 'alive, pid 1000',
      'own notes': 'idle (notes of 1000)',
      'screen now': '"Do you trust the files in this folder?" looks like a trust question',
      signals: 'none received since the launch',
    });
    expect(explanation.screen).toEqual({ state: 'dialog', text: 'Do you trust the files in this folder?' });
    expect(explanation.operations).toMatchObject([{ kind: 'spawn', state: 'done' }]);
    expect(explanation.messages).toMatchObject([{ isFirstPrompt: true }]);
  });

  test('tells source by source what was heard last, from the process to what is made of it', async () => {
    const { service, spawn, finish, world } = createTestService(({ agents, clock }) => ({
      agents: new Map([
        [
          'simulated',
          { ...(agents.get('simulated') as AgentV1), interpretHook: () => [], follow: () => Promise.resolve() } satisfies AgentV1,
        ],
      ]),
      sightings: {
        of: () => [
          { source: 'hook', at: clock.now() - 2_000, said: 'hook Stop', problem: null },
          { source: 'api', at: null, said: null, problem: { text: 'connection refused', since: clock.now() - 31_000 } },
        ],
      },
    }));
    const id = await spawn();
    await world.clock.advance(100);
    const { evidence } = await finish(service.explain(id));
    expect(evidence.map(({ name }) => name)).toEqual([
      'launch',
      'process',
      'process now',
      'hooks',
      'interface',
      'output',
      'screen now',
      'activity',
    ]);
    const told = Object.fromEntries(evidence.map(({ name, value }) => [name, value]));
    expect(told).toMatchObject({ hooks: 'hook Stop', interface: 'cannot be reached for 31 s: connection refused' });
  });

  test('says that a first word is missing, and that none was heard since the daemon started', async () => {
    const { service, spawn, finish } = createTestService(({ agents }) => ({
      agents: new Map([['simulated', { ...(agents.get('simulated') as AgentV1), interpretHook: () => [] } satisfies AgentV1]]),
    }));
    const { evidence } = await finish(service.explain(await spawn()));
    expect(evidence.find(({ name }) => name === 'hooks')).toMatchObject({
      value: 'none received since the launch; one is expected at its start',
      at: null,
    });
  });

  test('shows the screen as it is when the agent has no rules for it', async () => {
    const { world, service, spawn, finish } = createTestService();
    const id = await spawn();
    const [terminal] = world.terminalsOf(id);
    if (terminal !== undefined) terminal.screen = ['one', '', 'two'];
    const { screen, evidence } = await finish(service.explain(id));
    expect(screen).toEqual({ state: 'unreadable', text: 'one\ntwo' });
    expect(evidence.find(({ name }) => name === 'screen now')).toMatchObject({ value: 'not understood' });
  });

  test.each(['runtime.probe', 'runtime.screen'])('comes in time even when %s does not answer', async (call) => {
    const { world, service, spawn, finish } = createTestService();
    const id = await spawn();
    world.faults.inject(call, { type: 'hang_deaf' });
    const before = world.clock.now();
    const { evidence } = await finish(service.explain(id));
    expect(evidence.length).toBeGreaterThan(4);
    expect(world.clock.now() - before).toBeLessThan(5_000);
  });

  test('of an ended session says how its process ended', async () => {
    const { world, service, spawn, finish } = createTestService();
    const id = await spawn();
    world.exitAgent(id, 3);
    const { evidence } = await finish(service.explain(id));
    expect(evidence.find(({ name }) => name === 'process now')?.value).toBe('ended with exit code 3 (exit_record)');
  });

  test('of a session without a terminal has what is stored', async () => {
    const { world, service, finish } = createTestService();
    world.faults.inject('agent.plan', { type: 'fail', error: new Error('no') });
    await finish(service.spawn({ projectId: 'shop' }).catch(() => undefined));
    expect(await finish(service.explain('shop-1'))).toMatchObject({ screen: null, session: { status: 'terminated' } });
  });
});

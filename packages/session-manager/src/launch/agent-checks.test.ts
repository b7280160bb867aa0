import type { AgentV1, ToolCheck } from '@ao/ports';
import { createFakeClock, createSimulatedWorld, usualAgentBehaviour } from '@ao/testing';
import { describe, expect, test } from 'vitest';
import { createAgentChecks } from './agent-checks.ts';

const request = { env: { PATH: '/bin' }, command: null };

/** An agent whose checks are counted. */
function setUp(answer: (signal: AbortSignal | undefined) => Promise<ToolCheck>) {
  const clock = createFakeClock();
  const simulated = createSimulatedWorld().boot().agents.get('simulated');
  if (simulated === undefined) throw new Error('no agent');
  let asked = 0;
  const agent: AgentV1 = { ...simulated, check: (_request, signal) => ((asked += 1), answer(signal)) };
  return { clock, agent, checks: createAgentChecks(clock), asked: () => asked };
}

const good = usualAgentBehaviour().check;
const bad: ToolCheck = { ...good, level: 'failed', summary: 'It is not installed', remedy: 'npm i -g it', code: 'AGENT_NOT_INSTALLED' };

describe('the check before a launch', () => {
  test('is asked once for launches in quick succession, and again after a while', async () => {
    const { clock, agent, checks, asked } = setUp(() => Promise.resolve(good));
    await Promise.all([checks.agent(agent, request), checks.agent(agent, request)]);
    await checks.agent(agent, request);
    expect(asked()).toBe(1);
    await clock.advance(61_000);
    await checks.agent(agent, request);
    expect(asked()).toBe(2);
  });

  test.each([
    ['Run `it login` once, then try again.', 'It is not installed. Run `it login` once, then try again.'],
    ['npm i -g it', 'It is not installed. Run `npm i -g it`.'],
    [null, 'It is not installed.'],
  ])('tells the remedy %j as a sentence', async (remedy, message) => {
    const { agent, checks } = setUp(() => Promise.resolve({ ...bad, remedy }));
    await expect(checks.agent(agent, request)).rejects.toMatchObject({ message });
  });

  test('does not tell a remedy twice', async () => {
    const summary = 'It is not installed: install it with `npm i -g it`';
    const { agent, checks } = setUp(() => Promise.resolve({ ...bad, summary }));
    await expect(checks.agent(agent, request)).rejects.toMatchObject({ message: `${summary}.` });
  });

  test('remembers nothing for ever, however many commands there were', async () => {
    const { clock, agent, checks } = setUp(() => Promise.resolve(good));
    for (let count = 0; count < 100; count += 1) {
      await checks.agent(agent, { ...request, command: ['review', String(count)] });
      await clock.advance(61_000);
    }
    expect(checks.remembered()).toBe(1);
  });

  test('is asked for each command and each path by itself', async () => {
    const { agent, checks, asked } = setUp(() => Promise.resolve(good));
    await checks.agent(agent, request);
    await checks.agent(agent, { ...request, command: ['vim'] });
    await checks.agent(agent, { ...request, env: { PATH: '/opt/bin' } });
    expect(asked()).toBe(3);
  });

  test('does not remember a failure: what was missing may be there the next moment', async () => {
    const { agent, checks, asked } = setUp(() => Promise.resolve(bad));
    const failure = { code: 'AGENT_NOT_INSTALLED', message: 'It is not installed. Run `npm i -g it`.' };
    await expect(checks.agent(agent, request)).rejects.toMatchObject(failure);
    await expect(checks.agent(agent, request)).rejects.toMatchObject(failure);
    expect(asked()).toBe(2);
  });

  test('lets a warning pass', async () => {
    const { agent, checks } = setUp(() => Promise.resolve({ ...good, level: 'warning' }));
    await expect(checks.agent(agent, request)).resolves.toBeUndefined();
  });

  test('that hangs is given up, and asked again the next time', async () => {
    const { clock, agent, checks, asked } = setUp(() => new Promise(() => undefined));
    const outcome = checks.agent(agent, request).catch((thrown: unknown) => thrown);
    await clock.advance(30_000);
    expect(await outcome).toMatchObject({ code: 'AGENT_NOT_INSTALLED', message: expect.stringContaining('took too long') });
    void checks.agent(agent, request).catch(() => undefined);
    expect(asked()).toBe(2);
  });

  test('goes on for the others when one of them stops waiting', async () => {
    let finish: (check: ToolCheck) => void = () => undefined;
    const { clock, agent, checks } = setUp(() => new Promise((resolve) => (finish = resolve)));
    const abort = new AbortController();
    const impatient = checks.agent(agent, request, abort.signal).catch((thrown: unknown) => thrown);
    const patient = checks.agent(agent, request);
    abort.abort(new Error('gone'));
    await clock.advance(3_000);
    expect(await impatient).toMatchObject({ message: 'gone' });
    finish(good);
    await expect(patient).resolves.toBeUndefined();
  });
});

import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestHome, type TestHome } from '../harness/test-home.ts';

interface SentMessage {
  readonly state: string;
  readonly delivery: string | null;
  readonly receipts: readonly { readonly state: string; readonly evidence: string }[];
}

let home: TestHome;
beforeEach(() => {
  home = createTestHome({ SCRIPTED_AGENT_INTERFACE: 'on' });
});
afterEach(() => home[Symbol.asyncDispose]());

const until = (state: string) => home.ao(['wait', 'shop-1', '--until', state, '--timeout', '30s']);
const sent = (...args: readonly string[]) => home.json<{ readonly message: SentMessage }>(['send', 'shop-1', ...args, '--wait']);

test('a message is handed over, confirmed by the agent, and nothing is typed', async () => {
  await home.ao(['spawn', '[[say hello]]']);
  expect((await until('idle')).code).toBe(0);
  const { message } = await sent('[[say over]]');
  expect(message).toMatchObject({ state: 'acknowledged', delivery: 'structured' });
  expect(message.receipts.map(({ state }) => state)).toEqual(['queued', 'submitted', 'acknowledged']);
  expect(message.receipts[1]?.evidence).toMatch(/its own interface has taken it|handed over, and taken at once/);
  expect((await until('idle')).code).toBe(0);
  expect((await home.ao(['output', 'shop-1'])).stdout).toContain('over');
  const explained = await home.ao(['session', 'explain', 'shop-1']);
  expect(explained.stdout).toMatch(/^ {2}interface +interface: idle/m);
  expect(explained.stdout).toMatch(/^ {2}hooks +hook Stop/m);
});

test('at work it takes a message into its turn, and says so; an urgent one stops the turn first', async () => {
  await home.ao(['spawn', '[[sleep 300]] [[hang]]']);
  expect((await until('working')).code).toBe(0);
  const steered = await sent('[[say on the way]]');
  expect(steered.message.receipts.find(({ state }) => state === 'submitted')?.evidence).toContain('takes it into its turn');
  const urgent = await sent('[[say stopped]]', '--urgent');
  expect(urgent.message).toMatchObject({ state: 'acknowledged', delivery: 'structured' });
  expect((await until('idle')).code).toBe(0);
  expect((await home.ao(['output', 'shop-1'])).stdout).toContain('Interrupted');
});

test('after a restart of the daemon the interface is followed again', async () => {
  await home.ao(['spawn', '[[say hello]]']);
  expect((await until('idle')).code).toBe(0);
  await home.ao(['stop']);
  const { message } = await sent('[[say again]]');
  expect(message).toMatchObject({ state: 'acknowledged', delivery: 'structured' });
});

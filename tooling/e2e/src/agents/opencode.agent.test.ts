import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chatUserTexts, createOpencodeHome, installAgentCli, startChatServer } from '@ao/model-servers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { TestHome } from '../harness/test-home.ts';
import { type AgentStage, openAgentStage, type StagedAgent } from './agent-stage.ts';

/** Its first turn in a new home takes seconds on a quiet machine, and half a minute on a busy one. */
const FIRST_TURN = '90s';

async function stageAgent(bare: TestHome): Promise<StagedAgent> {
  const { program } = await installAgentCli('opencode');
  const server = await startChatServer();
  const home = await createOpencodeHome(join(bare.folder, 'opencode-home'), {
    baseUrl: server.url,
    config: { permission: { bash: 'ask' } },
  });
  return {
    program,
    env: home.env,
    timesToldTo(text) {
      // Without tools it is a request for a title.
      const turn = server.requests.findLast(({ body }) => (body?.tools ?? []).length > 0)?.body;
      return turn === null || turn === undefined ? 0 : chatUserTexts(turn).filter((each) => each.includes(text)).length;
    },
    close: () => server.close(),
  };
}

let stage: AgentStage;
beforeEach(async () => {
  stage = await openAgentStage('opencode', stageAgent);
}, 600_000);
afterEach(() => stage.close());

test('a prompt becomes a file in the worktree; its own server tells of the turn', async () => {
  await stage.spawn('[[sleep 800]] [[write hello.txt from the agent]]', 'default');
  expect((await stage.wait('working', FIRST_TURN)).code).toBe(0);
  expect((await stage.wait('idle', FIRST_TURN)).code).toBe(0);
  const session = await stage.get();
  expect(session).toMatchObject({ status: 'idle', activity: { source: 'api' }, launch: { state: 'ready' } });
  expect(session.agentSessionId).toMatch(/^ses_/);
  expect(readFileSync(join(session.workspace.path, 'hello.txt'), 'utf8')).toContain('from the agent');
  expect((await stage.home.ao(['diff', 'shop-1', '--stat'])).stdout).toContain('hello.txt');
  expect((await stage.home.ao(['doctor'])).stdout).toMatch(/opencode \d+\.\d+\.\d+ is installed and has a provider/);
});

test('a permission is asked for as data, and answered without the terminal', async () => {
  await stage.spawn('[[run touch made-by-command.txt]]', 'default');
  expect((await stage.wait('blocked', FIRST_TURN)).code).toBe(0);
  const asked = await stage.get();
  expect(asked).toMatchObject({ status: 'needs_input', activity: { state: 'blocked', source: 'api' } });
  expect(asked.needs).toMatch(/bash.*touch made-by-command/);
  const answered = await stage.home.ao(['answer', 'shop-1', 'allow']);
  expect({ code: answered.code, stderr: answered.stderr }).toEqual({ code: 0, stderr: '' });
  expect((await stage.wait('idle')).code).toBe(0);
  const { workspace } = await stage.get();
  expect(readFileSync(join(workspace.path, 'made-by-command.txt'), 'utf8')).toBe('');
});

test('a message is handed over and acknowledged exactly once, idle or busy, and reaches the model once', async () => {
  const { home, wait, agent } = stage;
  await stage.spawn('[[say hello]]', 'default');
  await wait('idle', FIRST_TURN);
  const idle = await home.ao(['send', 'shop-1', '/please use the existing error type', '--wait']);
  expect(idle.stdout).toMatch(/queued → submitted → acknowledged/);
  await wait('idle');
  expect(agent.timesToldTo('/please use the existing error type')).toBe(1);
  await home.ao(['send', 'shop-1', '[[sleep 4000]] [[say slow]]', '--wait']);
  const busy = await home.ao(['send', 'shop-1', 'And keep it short', '--wait']);
  expect(busy.stdout).toMatch(/acknowledged, while it was busy/);
  await expect.poll(() => agent.timesToldTo('And keep it short'), { timeout: 30_000 }).toBe(1);
  await wait('idle');
  expect(agent.timesToldTo('And keep it short')).toBe(1);
});

test('without a prompt the first message begins the conversation, in the terminal too', async () => {
  await stage.home.json(['spawn']);
  const sent = await stage.home.ao(['send', 'shop-1', 'the first words', '--wait', '--timeout', FIRST_TURN]);
  expect(sent.stdout).toMatch(/acknowledged/);
  expect((await stage.wait('idle', FIRST_TURN)).code).toBe(0);
  const shown = async () => (await stage.home.ao(['output', 'shop-1'])).stdout;
  await expect.poll(shown, { timeout: 30_000 }).toContain('Finished after 0 results: the first words');
});

test('an agent killed by hand is exited with evidence, and restored with the same conversation', async () => {
  const { home, wait, get, agent } = stage;
  await stage.spawn('[[say remember the number 42]]', 'default');
  await wait('idle', FIRST_TURN);
  const before = await get();
  process.kill(before.launch.process.pid, 'SIGKILL');
  expect((await wait('exited', '10s')).code).toBe(0);
  expect(await get()).toMatchObject({ exit: { signal: 'SIGKILL', evidence: 'exit_record' }, agentSessionId: before.agentSessionId });
  expect((await home.ao(['session', 'restore', 'shop-1'])).stdout).toContain('with its conversation');
  await wait('idle', FIRST_TURN);
  expect((await get()).agentSessionId).toBe(before.agentSessionId);
  await home.ao(['send', 'shop-1', 'What was the number?', '--wait']);
  await expect.poll(() => agent.timesToldTo('What was the number?'), { timeout: 30_000 }).toBe(1);
  expect(agent.timesToldTo('remember the number 42')).toBe(1);
});

test('the daemon killed in mid-turn: adopted after the restart, with what was asked meanwhile', async () => {
  const { home, wait, get } = stage;
  await stage.spawn('[[say hello]]', 'default');
  await wait('idle', FIRST_TURN);
  const before = await get();
  await home.ao(['send', 'shop-1', '[[sleep 2500]] [[run touch late.txt]]', '--wait']);
  process.kill(home.daemonPid(), 'SIGKILL');
  // The turn goes on without a daemon, and asks.
  await new Promise((resolve) => setTimeout(resolve, 4_000));
  expect((await home.ao(['ls'])).stderr).toContain('Started the daemon');
  expect((await wait('blocked', '20s')).code).toBe(0);
  const after = await get();
  expect(after).toMatchObject({ launch: { attempt: 1, process: before.launch.process } });
  expect(after.needs).toMatch(/touch late/);
  expect((await home.ao(['answer', 'shop-1', 'allow'])).code).toBe(0);
  expect((await wait('idle', '20s')).code).toBe(0);
  expect(readFileSync(join(after.workspace.path, 'late.txt'), 'utf8')).toBe('');
});

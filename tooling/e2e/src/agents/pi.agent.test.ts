import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chatUserTexts, createPiHome, installAgentCli, startChatServer } from '@ao/model-servers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { codeBlocksOf, readDocuments, ROOT } from '../docs/documents.ts';
import type { TestHome } from '../harness/test-home.ts';
import { type AgentStage, openAgentStage, type StagedAgent } from './agent-stage.ts';

/** The agent of docs/guides/add-an-agent.md, loaded as anybody's module is: the daemon does not know it. */
const MODULE = join(ROOT, 'docs/guides/examples/pi/src/pi-agent.ts');

async function stageAgent(bare: TestHome): Promise<StagedAgent> {
  const { program } = await installAgentCli('pi');
  const server = await startChatServer();
  const home = await createPiHome(join(bare.folder, 'pi-home'), server.url);
  return {
    program,
    module: MODULE,
    env: home.env,
    timesToldTo: (text) => chatUserTexts(server.requests.at(-1)?.body ?? { messages: [] }).filter((each) => each.includes(text)).length,
    close: () => server.close(),
  };
}

let stage: AgentStage;
beforeEach(async () => {
  stage = await openAgentStage('pi', stageAgent);
});
afterEach(() => stage.close());

test('doctor finds it, with a model, and hears from its extension', async () => {
  expect((await stage.home.ao(['doctor'])).stdout).toMatch(
    /✓ Pi +Pi \d+\.\d+\.\d+ is installed and has a model\. Its extension reports to ao\./,
  );
});

test('a prompt becomes a file in the worktree; the status goes from working to idle by hooks', async () => {
  await stage.spawn('[[sleep 800]] [[run echo from the agent > hello.txt]]', 'default');
  expect((await stage.wait('working')).code).toBe(0);
  expect((await stage.wait('idle')).code).toBe(0);
  const session = await stage.get();
  expect(session).toMatchObject({ status: 'idle', activity: { source: 'hook' }, launch: { state: 'ready' } });
  expect(readFileSync(join(session.workspace.path, 'hello.txt'), 'utf8')).toBe('from the agent\n');
});

test('a prompt that would name a file on its command line is typed once it listens', async () => {
  await stage.spawn('@shop [[say here]]', 'default');
  await expect.poll(() => stage.agent.timesToldTo('@shop'), { timeout: 30_000 }).toBe(1);
  expect((await stage.wait('idle')).code).toBe(0);
});

test('a message is acknowledged exactly once, idle or busy, and a command of its own is refused', async () => {
  const { home, wait, agent } = stage;
  await stage.spawn('[[say hello]]', 'default');
  await wait('idle');
  const idle = await home.ao(['send', 'shop-1', 'Use the existing error type, please', '--wait']);
  expect(idle.stdout).toMatch(/queued → typing → submitted → acknowledged/);
  await wait('idle');
  expect(agent.timesToldTo('Use the existing error type, please')).toBe(1);
  await home.ao(['send', 'shop-1', '[[sleep 4000]] [[say slow]]', '--wait']);
  const long = Array.from({ length: 30 }, (_, line) => `line ${line}`).join('\n');
  expect((await home.ao(['send', 'shop-1', `And keep it short\n${long}`, '--wait'])).stdout).toMatch(/acknowledged, while it was busy/);
  await expect.poll(() => agent.timesToldTo('line 29'), { timeout: 20_000 }).toBe(1);
  await wait('idle');
  expect((await home.ao(['send', 'shop-1', '/quit', '--wait'])).stdout).toMatch(/refused/);
});

test('Esc makes it idle within five seconds', async () => {
  await stage.spawn('[[sleep 60000]]', 'default');
  await stage.wait('working');
  const terminal = stage.home.attach('shop-1');
  await terminal.waitFor('Working...');
  terminal.write('\u001b');
  expect((await stage.wait('idle', '5s')).code).toBe(0);
  terminal.write('\u001cd');
  expect((await terminal.exited).code).toBe(0);
});

test('a turn that ends with an error says so', async () => {
  await stage.spawn('[[error 400]]', 'default');
  await stage.wait('idle');
  expect((await stage.home.ao(['session', 'explain', 'shop-1'])).stdout).toContain('stopped by an error: 400 scripted error 400');
});

test('killed by hand, it is restored with its conversation', async () => {
  const { home, wait, get, agent } = stage;
  await stage.spawn('[[say remember the number 42]]', 'default');
  await wait('idle');
  const before = await get();
  process.kill(before.launch.process.pid, 'SIGKILL');
  expect((await wait('exited', '10s')).code).toBe(0);
  expect((await home.ao(['session', 'restore', 'shop-1'])).stdout).toContain('with its conversation');
  await wait('idle');
  expect((await get()).agentSessionId).toBe(before.agentSessionId);
  await home.ao(['send', 'shop-1', 'What was the number?', '--wait']);
  await wait('idle');
  expect(agent.timesToldTo('remember the number 42')).toBe(1);
});

test('the ten lines of the guide: by its screen alone it gets its prompt and is idle again', async () => {
  const guide = readDocuments().find(({ path }) => path === 'docs/guides/add-an-agent.md');
  const rules = guide === undefined ? undefined : codeBlocksOf(guide).find(({ marks }) => marks.includes('screen-rules'));
  const agents = join(stage.home.path, 'agents');
  mkdirSync(agents, { recursive: true, mode: 0o700 });
  writeFileSync(join(agents, 'pi-screen.json'), rules?.text ?? '');
  const spawned = await stage.home.ao(['spawn', '[[sleep 25000]] [[say hello]]', '--agent', 'pi-screen']);
  expect(spawned.stdout).toMatch(/^shop-1 +pi-screen /m);
  // Nothing tells when it begins: the screen of an idle agent is looked at some time after it has moved.
  expect((await stage.wait('working')).code).toBe(0);
  expect((await stage.wait('idle')).code).toBe(0);
  expect((await stage.get()).activity.source).toBe('screen');
  expect(stage.agent.timesToldTo('[[say hello]]')).toBe(1);
});

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCodexHome, installAgentCli, promptTexts, type ResponsesServer, startResponsesServer } from '@ao/model-servers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TestHome } from '../harness/test-home.ts';
import { agentJourneys } from './agent-journeys.ts';
import { type AgentStage, openAgentStage, type StagedAgent } from './agent-stage.ts';

/** Codex asks for a title of the conversation beside its first turn. */
const TITLE_PROMPT = /^Generate a concise, single-line task title/;

let server: ResponsesServer;

/** What the model was told last. */
const newestRequest = () => JSON.stringify(server.requests.at(-1)?.body?.input);

async function stageAgent(bare: TestHome, trusted: readonly string[] = [bare.repository.path]): Promise<StagedAgent> {
  const { program } = await installAgentCli('codex');
  server = await startResponsesServer();
  const home = await createCodexHome(join(bare.folder, 'codex-home'), { baseUrl: server.url, trusted });
  return {
    program,
    env: home.env,
    timesToldTo(text) {
      const prompts = server.requests.map(({ body }) => promptTexts(body ?? { input: [] }));
      const newest = prompts.findLast((texts) => !texts.some((each) => TITLE_PROMPT.test(each))) ?? [];
      return newest.filter((each) => each.includes(text)).length;
    },
    close: () => server.close(),
  };
}

agentJourneys({
  name: 'codex',
  stageAgent: (bare) => stageAgent(bare),
  writesFreely: 'default',
  permission: {
    prompt: '[[ask touch made-by-command.txt]]',
    needs: /Bash.*touch made-by-command/,
    onScreen: /Press enter to confirm/,
  },
  busyReceipt: /acknowledged, while it was busy/,
  hookTellsInterrupt: true,
  busyOnScreen: /esc to interrupt/,
});

describe('what it asks is answered without its terminal', () => {
  let stage: AgentStage;
  beforeEach(async () => {
    stage = await openAgentStage('codex', (bare) => stageAgent(bare));
  });
  afterEach(() => stage.close());

  const answer = (...words: readonly string[]) => stage.home.ao(['answer', 'shop-1', ...words]);
  const made = async (name: string) => existsSync(join((await stage.get()).workspace.path, name));
  /** Hooks that wait. The command line of Codex itself names them too. */
  const waitingShells = () => stage.home.processes().filter(({ command }) => /^\/bin\/sh -c \{.*mkfifo/s.test(command));
  const asks = async (text: string) => {
    expect((await stage.wait('blocked')).code).toBe(0);
    await expect.poll(async () => (await stage.get()).needs).toMatch(text);
  };

  test('denied with words the model reads, then allowed: it goes on each time, and nothing waits any more', async () => {
    await stage.spawn('[[ask touch one.txt]] [[ask touch two.txt]]', 'default');
    await asks('touch one.txt');
    expect(await answer('deny', '--message', 'Not the first one')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('by its hook'),
    });
    await asks('touch two.txt');
    expect(stage.agent.timesToldTo('Not the first one')).toBe(0);
    expect(newestRequest()).toContain('Not the first one');
    expect((await answer('allow')).code).toBe(0);
    expect((await stage.wait('idle')).code).toBe(0);
    expect([await made('one.txt'), await made('two.txt')]).toEqual([false, true]);
    expect(waitingShells()).toEqual([]);
  });

  test('denied, the model may think about it for long: that is work', async () => {
    await stage.spawn('[[sleep 7000]] [[ask touch never.txt]]', 'default');
    await asks('touch never.txt');
    expect((await answer('deny')).code).toBe(0);
    expect((await stage.wait('working', '8s')).code).toBe(0);
    expect((await stage.wait('idle')).code).toBe(0);
    expect(await made('never.txt')).toBe(false);
  });

  test('it stands open for as long as nobody looks; a message waits behind it', async () => {
    await stage.spawn('[[ask touch later.txt]]', 'default');
    await asks('touch later.txt');
    await stage.home.ao(['send', 'shop-1', 'And then tidy up']);
    // Longer than any look at its screen is apart.
    await new Promise((resolve) => setTimeout(resolve, 8_000));
    expect(await stage.get()).toMatchObject({ status: 'needs_input', requests: [{ choices: [{ id: 'allow' }, { id: 'deny' }] }] });
    expect(stage.agent.timesToldTo('And then tidy up')).toBe(0);
    expect((await answer('allow')).code).toBe(0);
    await expect.poll(() => stage.agent.timesToldTo('And then tidy up'), { timeout: 20_000 }).toBe(1);
    expect((await stage.wait('idle')).code).toBe(0);
    expect(await made('later.txt')).toBe(true);
  });

  test('whoever looks has its own dialog, also when the daemon was away; from outside it is not answered any more', async () => {
    await stage.spawn('[[ask touch typed.txt]]', 'default');
    await asks('touch typed.txt');
    process.kill(stage.home.daemonPid(), 'SIGKILL');
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect((await stage.home.ao(['ls'])).stderr).toContain('Started the daemon');
    const terminal = stage.home.attach('shop-1', '--read-only');
    await terminal.waitFor(/Press enter to confirm/);
    const refused = await answer('allow');
    expect([refused.code === 0, refused.stderr]).toEqual([false, expect.stringContaining('ao attach shop-1')]);
    expect(await stage.get()).toMatchObject({ status: 'needs_input', requests: [{ choices: [] }] });
    terminal.write('\u001cd');
    await terminal.exited;
    expect((await stage.get()).status).toBe('needs_input');
  });

  test('with somebody at the terminal already, it asks there', async () => {
    await stage.spawn('[[sleep 6000]] [[ask touch seen.txt]]', 'default');
    const terminal = stage.home.attach('shop-1');
    await terminal.waitFor(/Press enter to confirm/, 30_000);
    await expect
      .poll(() => (terminal.write('\r'), /Press enter to confirm/.test(terminal.text())), { timeout: 15_000, interval: 1_000 })
      .toBe(false);
    expect((await stage.wait('idle')).code).toBe(0);
    expect(await made('seen.txt')).toBe(true);
    terminal.write('\u001cd');
    expect((await terminal.exited).code).toBe(0);
  });

  test('killed while it waits: no hook outlives it', async () => {
    const { launch } = await stage.spawn('[[ask touch never.txt]]', 'default');
    await asks('touch never.txt');
    expect(waitingShells()).toHaveLength(1);
    process.kill(launch.process.pid, 'SIGKILL');
    expect((await stage.wait('exited', '10s')).code).toBe(0);
    await expect.poll(waitingShells).toEqual([]);
  });

  test('asked and killed while the daemon was away: no hook outlives it either', async () => {
    const { launch } = await stage.spawn('[[sleep 2000]] [[ask touch never.txt]]', 'default');
    await stage.wait('working');
    process.kill(stage.home.daemonPid(), 'SIGKILL');
    await expect.poll(() => waitingShells().length, { timeout: 20_000 }).toBe(1);
    process.kill(launch.process.pid, 'SIGKILL');
    await expect.poll(() => isRunning(launch.process.pid)).toBe(false);
    expect(waitingShells()).toHaveLength(1);
    expect((await stage.home.ao(['ls'])).stderr).toContain('Started the daemon');
    expect((await stage.wait('exited', '10s')).code).toBe(0);
    await expect.poll(waitingShells).toEqual([]);
  });
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test('a turn that ends with an error, of which no hook tells, is idle soon', async () => {
  const stage = await openAgentStage('codex', (bare) => stageAgent(bare));
  try {
    await stage.spawn('[[sleep 1500]] [[error 400]]', 'default');
    expect((await stage.wait('idle', '15s')).code).toBe(0);
    expect(await stage.get()).toMatchObject({ status: 'idle', activity: { source: 'status_file' } });
  } finally {
    await stage.close();
  }
});

test('doctor knows it', async () => {
  const stage = await openAgentStage('codex', (bare) => stageAgent(bare));
  try {
    expect((await stage.home.ao(['doctor'])).stdout).toMatch(/Codex \d+\.\d+\.\d+ is installed and logged in\. Its hooks report to ao\./);
  } finally {
    await stage.close();
  }
});

test('a repository nobody has trusted yet: the question is told, answered by the person, and the prompt is not lost', async () => {
  const stage = await openAgentStage('codex', (bare) => stageAgent(bare, []));
  try {
    await stage.spawn('[[write hello.txt after trust]]', 'default');
    await expect.poll(async () => (await stage.get()).launch.state, { timeout: 20_000 }).toBe('needs_trust');
    expect((await stage.get()).status).toBe('needs_input');
    const terminal = stage.home.attach('shop-1');
    await terminal.waitFor('Trust this folder?');
    await expect
      .poll(() => (terminal.write('\r'), terminal.text()), { timeout: 15_000, interval: 1_000 })
      .not.toContain('Trust this folder?');
    terminal.write('\u001cd');
    expect((await terminal.exited).code).toBe(0);
    expect((await stage.wait('idle')).code).toBe(0);
    expect(readFileSync(join((await stage.get()).workspace.path, 'hello.txt'), 'utf8')).toContain('after trust');
    expect(stage.agent.timesToldTo('after trust')).toBe(1);
  } finally {
    await stage.close();
  }
});

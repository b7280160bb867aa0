import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type AnthropicServer, createClaudeHome, installAgentCli, startAnthropicServer, userTexts } from '@ao/model-servers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TestHome } from '../harness/test-home.ts';
import { agentJourneys } from './agent-journeys.ts';
import { type AgentStage, openAgentStage, type StagedAgent } from './agent-stage.ts';

let server: AnthropicServer;

async function stageClaude(bare: TestHome): Promise<StagedAgent> {
  const { program } = await installAgentCli('claude-code');
  server = await startAnthropicServer();
  const home = await createClaudeHome(join(bare.folder, 'claude-home'), { baseUrl: server.url, trusted: [bare.repository.path] });
  return {
    program,
    env: home.env,
    timesToldTo(text) {
      const last = server.requests.at(-1)?.body;
      return last === null || last === undefined ? 0 : userTexts(last).filter((each) => each.includes(text)).length;
    },
    close: () => server.close(),
  };
}

agentJourneys({
  name: 'claude-code',
  stageAgent: stageClaude,
  writesFreely: 'accept-edits',
  permission: {
    prompt: '[[run touch made-by-command.txt]]',
    needs: /Bash.*touch made-by-command/,
    onScreen: /1\. Yes/,
  },
  busyReceipt: /acknowledged, while it was busy/,
  // Esc runs none; a note about the process tells.
  hookTellsInterrupt: false,
  busyOnScreen: /esc to interrupt/,
});

describe('what it asks is answered without its terminal', () => {
  let stage: AgentStage;
  beforeEach(async () => {
    stage = await openAgentStage('claude-code', stageClaude);
  });
  afterEach(() => stage.close());

  const answer = (...words: readonly string[]) => stage.home.ao(['answer', 'shop-1', ...words]);
  const made = async (name: string) => existsSync(join((await stage.get()).workspace.path, name));
  const waitingShells = () => stage.home.processes().filter(({ command }) => command.includes('mkfifo'));

  test('allowed, denied with words the model reads, and each time it goes on', async () => {
    await stage.spawn('[[run touch one.txt]] [[run touch two.txt]]', 'default');
    expect((await stage.wait('blocked')).code).toBe(0);
    expect(await answer('deny', '--message', 'Not the first one')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('by its hook'),
    });
    expect((await stage.wait('blocked')).code).toBe(0);
    await expect.poll(async () => (await stage.get()).needs).toBe('allow Bash: touch two.txt?');
    expect(JSON.stringify(server.requests.at(-1)?.body?.messages)).toContain('Not the first one');
    expect((await answer('allow')).code).toBe(0);
    expect((await stage.wait('idle')).code).toBe(0);
    expect([await made('one.txt'), await made('two.txt')]).toEqual([false, true]);
    expect(waitingShells()).toEqual([]);
  });

  test('answered at the terminal, nobody waits any more', async () => {
    await stage.spawn('[[run touch typed.txt; sleep 4]]', 'default');
    expect((await stage.wait('blocked')).code).toBe(0);
    const terminal = stage.home.attach('shop-1');
    await terminal.waitFor(/1\. Yes/);
    await expect.poll(() => (terminal.write('\r'), /1\. Yes/.test(terminal.text())), { timeout: 15_000, interval: 1_000 }).toBe(false);
    expect((await answer('deny')).code).not.toBe(0);
    terminal.write('\u001cd');
    expect((await stage.wait('idle')).code).toBe(0);
    await expect.poll(waitingShells).toEqual([]);
    expect(await made('typed.txt')).toBe(true);
  });
});

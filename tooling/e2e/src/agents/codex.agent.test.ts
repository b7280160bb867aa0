import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCodexHome, installAgentCli, promptTexts, startResponsesServer } from '@ao/model-servers';
import { expect, test } from 'vitest';
import type { TestHome } from '../harness/test-home.ts';
import { agentJourneys } from './agent-journeys.ts';
import { openAgentStage, type StagedAgent } from './agent-stage.ts';

/** Codex asks for a title of the conversation beside its first turn. */
const TITLE_PROMPT = /^Generate a concise, single-line task title/;

async function stageAgent(bare: TestHome, trusted: readonly string[] = [bare.repository.path]): Promise<StagedAgent> {
  const { program } = await installAgentCli('codex');
  const server = await startResponsesServer();
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

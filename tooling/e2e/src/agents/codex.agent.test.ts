import { join } from 'node:path';
import { createCodexHome, installAgentCli, promptTexts, startResponsesServer } from '@ao/model-servers';
import { expect, test } from 'vitest';
import type { TestHome } from '../harness/test-home.ts';
import { agentJourneys } from './agent-journeys.ts';
import { openAgentStage, type StagedAgent } from './agent-stage.ts';

/** Codex asks for a title of the conversation beside its first turn. */
const TITLE_PROMPT = /^Generate a concise, single-line task title/;

async function stageAgent(bare: TestHome): Promise<StagedAgent> {
  const { program } = await installAgentCli('codex');
  const server = await startResponsesServer();
  const home = await createCodexHome(join(bare.folder, 'codex-home'), { baseUrl: server.url, trusted: [bare.repository.path] });
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
  stageAgent,
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
  const stage = await openAgentStage('codex', stageAgent);
  try {
    await stage.spawn('[[sleep 1500]] [[error 400]]', 'default');
    expect((await stage.wait('idle', '15s')).code).toBe(0);
    expect(await stage.get()).toMatchObject({ status: 'idle', activity: { source: 'status_file' } });
  } finally {
    await stage.close();
  }
});

test('doctor knows it', async () => {
  const stage = await openAgentStage('codex', stageAgent);
  try {
    expect((await stage.home.ao(['doctor'])).stdout).toMatch(/Codex \d+\.\d+\.\d+ is installed and logged in\. Its hooks report to ao\./);
  } finally {
    await stage.close();
  }
});

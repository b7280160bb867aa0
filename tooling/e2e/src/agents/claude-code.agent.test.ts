import { join } from 'node:path';
import { createClaudeHome, installAgentCli, startAnthropicServer, userTexts } from '@ao/model-servers';
import { agentJourneys } from './agent-journeys.ts';

agentJourneys({
  name: 'claude-code',
  async stageAgent(bare) {
    const { program } = await installAgentCli('claude-code');
    const server = await startAnthropicServer();
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
  },
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

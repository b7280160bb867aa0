import { delimiter, dirname, join } from 'node:path';
import {
  createClaudeHome,
  createCodexHome,
  createOpencodeHome,
  installAgentCli,
  startAnthropicServer,
  startChatServer,
  startResponsesServer,
} from '@ao/model-servers';
import type { BenchHome } from '../workshop/bench-home.ts';
import type { Workshop } from '../workshop/workshop.ts';

/** Name of the repository the sessions of an agent work in, in the folder of the workshop. */
export function repositoryNameFor(agent: string): string {
  return `repository-${agent}`;
}

/** A home whose sessions get one certain agent. */
export interface StagedAgent {
  readonly home: BenchHome;
}

type Stage = (workshop: Workshop) => Promise<StagedAgent>;

/** The real agents, as the tests install them, talking to model servers on this machine. */
export const REAL_AGENTS: readonly (readonly [name: string, stage: Stage])[] = [
  ['claude-code', stageClaudeCode],
  ['codex', stageCodex],
  ['opencode', stageOpencode],
];

async function stageClaudeCode(workshop: Workshop): Promise<StagedAgent> {
  const { program } = await installAgentCli('claude-code');
  const server = await startAnthropicServer();
  workshop.atEnd(() => server.close());
  const trusted = [repositoryOf(workshop, 'claude-code')];
  const { env } = await createClaudeHome(join(workshop.folder, 'claude-home'), { baseUrl: server.url, trusted });
  return homeFor(workshop, 'claude-code', program, env);
}

async function stageCodex(workshop: Workshop): Promise<StagedAgent> {
  const { program } = await installAgentCli('codex');
  const server = await startResponsesServer();
  workshop.atEnd(() => server.close());
  const trusted = [repositoryOf(workshop, 'codex')];
  const { env } = await createCodexHome(join(workshop.folder, 'codex-home'), { baseUrl: server.url, trusted });
  return homeFor(workshop, 'codex', program, env);
}

async function stageOpencode(workshop: Workshop): Promise<StagedAgent> {
  const { program } = await installAgentCli('opencode');
  const server = await startChatServer();
  workshop.atEnd(() => server.close());
  const { env } = await createOpencodeHome(join(workshop.folder, 'opencode-home'), { baseUrl: server.url });
  return homeFor(workshop, 'opencode', program, env);
}

/** Agents ask whether they may trust a repository, so it has to be known beforehand where it will be. */
function repositoryOf(workshop: Workshop, agent: string): string {
  return join(workshop.folder, repositoryNameFor(agent));
}

function homeFor(workshop: Workshop, name: string, program: string, env: Readonly<Record<string, string>>): StagedAgent {
  const path = [join(process.execPath, '..'), dirname(program), process.env['PATH'] ?? '/usr/bin:/bin'].join(delimiter);
  return { home: workshop.home({ agents: 'none', env: { ...env, PATH: path, AO_AGENT: name } }) };
}

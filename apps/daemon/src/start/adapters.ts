import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createClaudeCodeAgent } from '@ao/adapter-claude-code';
import { createCodexAgent } from '@ao/adapter-codex';
import { createCommandAgent } from '@ao/adapter-command';
import { createGitWorktreeWorkspace } from '@ao/adapter-git-worktree';
import { createGithub } from '@ao/adapter-github';
import { createOpencodeAgent } from '@ao/adapter-opencode';
import { createPtyHostRuntime } from '@ao/adapter-pty-host';
import { createTmuxRuntime } from '@ao/adapter-tmux';
import { createZellijRuntime } from '@ao/adapter-zellij';
import type { Config, PreparedHome } from '@ao/config';
import type { AgentV1, Clock, Logger, RuntimeV1, ScmV1, TrackerV1, WorkspaceV1 } from '@ao/ports';
import { type AgentRegistry, createAgentRegistry } from '../agents/agent-registry.ts';
import { readDeclaredAgents } from '../agents/declared-agents.ts';
import type { AgentEnvironment } from '../environment/agent-environment.ts';

/** The outside systems this daemon works with. */
export interface Adapters {
  readonly agents: AgentRegistry;
  readonly runtimes: ReadonlyMap<string, RuntimeV1>;
  readonly workspace: WorkspaceV1;
  /** Pull requests and issues of the same hosts, over the same connections. */
  readonly scm: ScmV1;
  readonly tracker: TrackerV1;
}

/** Makes all adapters. A new one is added here and nowhere else. */
export async function createAdapters(options: {
  readonly config: Config;
  readonly home: PreparedHome;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly environment: AgentEnvironment;
}): Promise<Adapters> {
  const { config, home, clock, logger, environment } = options;
  const builtIn: readonly AgentV1[] = [
    createClaudeCodeAgent(),
    createCodexAgent(),
    createOpencodeAgent({ now: () => clock.now() }),
    createCommandAgent(),
  ];
  const declared = readDeclaredAgents(join(home.home, 'agents'), () => clock.now());
  const runtimes: readonly RuntimeV1[] = [
    createPtyHostRuntime({
      directory: join(home.home, 'terminals'),
      socketDirectory: home.socketDirectory,
      clock,
      logger: logger.child({ part: 'pty-host' }),
      hostEntry: bundledHost(),
    }),
    createTmuxRuntime({
      directory: join(home.home, 'tmux'),
      socketDirectory: home.socketDirectory,
      clock,
      logger: logger.child({ part: 'tmux' }),
    }),
    createZellijRuntime({
      directory: join(home.home, 'zellij'),
      // A folder of its own, with a short name: zellij puts two more below it.
      socketDirectory: join(home.socketDirectory, 'z'),
      clock,
      logger: logger.child({ part: 'zellij' }),
    }),
  ];
  const { scm, tracker } = createGithub({
    // Tokens are often exported by the start-up files of the shell only.
    env: () => environment.complete(),
    hosts: config.githubHosts.map(({ host, apiUrl }) => (apiUrl === null ? { host } : { host, apiUrl })),
    clock,
    logger: logger.child({ part: 'github' }),
  });
  return {
    scm,
    tracker,
    agents: await createAgentRegistry({ builtIn, declared }, config.agentModules),
    runtimes: new Map(runtimes.map((runtime) => [runtime.name, runtime])),
    workspace: createGitWorktreeWorkspace({ worktreeRoot: home.worktreesDirectory, clock, logger: logger.child({ part: 'worktrees' }) }),
  };
}

/** The bundle carries a copy of the terminal host beside it; run from its sources, the adapter finds its own. */
function bundledHost(): string | undefined {
  const path = fileURLToPath(new URL('./pty-host.cjs', import.meta.url));
  return existsSync(path) ? path : undefined;
}

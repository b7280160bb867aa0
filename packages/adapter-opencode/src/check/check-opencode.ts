import { type AgentProgram, checkAgentProgram } from '@ao/adapter-kit';
import type { ToolCheck } from '@ao/ports';
import type { Environment } from '../launch/opencode-environment.ts';
import { readProviderState } from './provider-state.ts';

/** Looks whether opencode is installed, new enough and has a model to talk to. Never starts a conversation. */
export async function checkOpencode(program: AgentProgram, env: Environment, signal?: AbortSignal): Promise<ToolCheck> {
  const found = await checkAgentProgram(program, env, signal);
  if (found.type === 'unusable') return found.check;
  const { path, version } = found;
  return { ...(await providerCheck(path, version, env, signal)), path, version };
}

async function providerCheck(
  path: string,
  version: string,
  env: Environment,
  signal: AbortSignal | undefined,
): Promise<Omit<ToolCheck, 'path' | 'version'>> {
  const login = 'Run `opencode auth login`.';
  switch (await readProviderState(path, env, signal)) {
    case 'configured':
      return { level: 'ok', summary: `opencode ${version} is installed and has a provider.`, remedy: null, code: null };
    case 'free_only':
      return {
        level: 'warning',
        summary: `opencode ${version} has no login and no provider: it will use the free models of opencode, which may keep what they are told.`,
        remedy: login,
        code: null,
      };
    case 'none':
      return { level: 'failed', summary: `opencode ${version} has no model to talk to.`, remedy: login, code: 'AGENT_NOT_LOGGED_IN' };
    case 'unknown':
      return {
        level: 'warning',
        summary: `opencode ${version} is installed, but does not tell which models it has.`,
        remedy: `${path} models`,
        code: null,
      };
  }
}

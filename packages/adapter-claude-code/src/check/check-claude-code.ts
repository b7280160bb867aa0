import { type AgentProgram, checkAgentProgram } from '@ao/adapter-kit';
import type { ToolCheck } from '@ao/ports';
import { claudePaths, type Environment, readGlobalFile } from '../config/claude-config.ts';
import { readLoginState } from './login-state.ts';

/** Looks whether Claude Code is installed, new enough and logged in. Never starts a conversation, and writes nothing. */
export async function checkClaudeCode(program: AgentProgram, env: Environment, signal?: AbortSignal): Promise<ToolCheck> {
  const found = await checkAgentProgram(program, env, signal);
  if (found.type === 'unusable') return found.check;
  const { path, version } = found;
  return { ...(await loginCheck(version, env)), path, version };
}

async function loginCheck(version: string, env: Environment): Promise<Omit<ToolCheck, 'path' | 'version'>> {
  const paths = claudePaths(env);
  const globalFile = await readGlobalFile(paths);
  switch (await readLoginState(env, paths, globalFile)) {
    case 'logged_out':
      return {
        level: 'failed',
        summary: `Claude Code is installed (${version}) but not logged in.`,
        remedy: 'Run `claude` once and log in, or set ANTHROPIC_API_KEY.',
        code: 'AGENT_NOT_LOGGED_IN',
      };
    case 'key_not_approved':
      return {
        level: 'warning',
        summary: `Claude Code ${version} will ask whether it may use the ANTHROPIC_API_KEY of the environment.`,
        remedy: 'Run `claude` once and answer yes.',
        code: null,
      };
    case 'logged_in':
      break;
  }
  if (globalFile?.hasCompletedOnboarding !== true) {
    const summary = `Claude Code ${version} was never started here: its first start asks for a theme.`;
    return { level: 'warning', summary, remedy: 'Run `claude` once.', code: null };
  }
  return { level: 'ok', summary: `Claude Code ${version} is installed and logged in.`, remedy: null, code: null };
}

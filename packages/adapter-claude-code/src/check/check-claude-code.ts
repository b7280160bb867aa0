import { AoError } from '@ao/domain';
import type { ToolCheck } from '@ao/ports';
import { claudePaths, type Environment, readGlobalFile } from '../config/claude-config.ts';
import { isAtLeast, MINIMUM_VERSION, readClaudeVersion } from './claude-version.ts';
import { findClaude } from './find-claude.ts';
import { readLoginState } from './login-state.ts';

/** Looks whether Claude Code is installed, new enough and logged in. Never starts a conversation, and writes nothing. */
export async function checkClaudeCode(program: string, env: Environment, signal?: AbortSignal): Promise<ToolCheck> {
  let path: string;
  try {
    path = await findClaude(program, env);
  } catch (error) {
    if (!AoError.isInstance(error)) throw error;
    const remedy =
      error.code === 'AGENT_NOT_INSTALLED' ? 'npm install -g @anthropic-ai/claude-code' : `chmod +x ${String(error.details['path'])}`;
    return { level: 'failed', summary: error.message, path: null, version: null, remedy, code: error.code };
  }
  const version = await readClaudeVersion(path, env, signal);
  signal?.throwIfAborted();
  if (version === null) {
    const summary = `Claude Code was found at ${path}, but it does not tell its version.`;
    return { level: 'failed', summary, path, version, remedy: `${path} --version`, code: 'AGENT_NOT_EXECUTABLE' };
  }
  if (!isAtLeast(version, MINIMUM_VERSION)) {
    const summary = `Claude Code ${version} is too old: ${MINIMUM_VERSION} or newer is needed.`;
    return { level: 'failed', summary, path, version, remedy: 'claude update', code: 'AGENT_UNSUPPORTED_VERSION' };
  }
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

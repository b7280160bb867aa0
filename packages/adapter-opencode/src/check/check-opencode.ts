import { AoError } from '@ao/domain';
import type { ToolCheck } from '@ao/ports';
import type { Environment } from '../launch/opencode-environment.ts';
import { findOpencode } from './find-opencode.ts';
import { isAtLeast, MINIMUM_VERSION, type VersionReader } from './opencode-version.ts';
import { readProviderState } from './provider-state.ts';

/** What the check needs beside the environment. */
export interface CheckSetting {
  readonly program: string;
  readonly readVersion: VersionReader;
}

/** Looks whether opencode is installed, new enough and has a model to talk to. Never starts a conversation. */
export async function checkOpencode(setting: CheckSetting, env: Environment, signal?: AbortSignal): Promise<ToolCheck> {
  let path: string;
  try {
    path = await findOpencode(setting.program, env);
  } catch (error) {
    if (!AoError.isInstance(error)) throw error;
    const remedy = error.code === 'AGENT_NOT_INSTALLED' ? 'npm install -g opencode-ai' : `chmod +x ${String(error.details['path'])}`;
    return { level: 'failed', summary: error.message, path: null, version: null, remedy, code: error.code };
  }
  const version = await setting.readVersion(path, env, signal);
  signal?.throwIfAborted();
  if (version === null) {
    const summary = `opencode was found at ${path}, but it does not tell its version.`;
    return { level: 'failed', summary, path, version, remedy: `${path} --version`, code: 'AGENT_NOT_EXECUTABLE' };
  }
  if (!isAtLeast(version, MINIMUM_VERSION)) {
    const summary = `opencode ${version} is too old: ${MINIMUM_VERSION} or newer is needed.`;
    return { level: 'failed', summary, path, version, remedy: 'opencode upgrade', code: 'AGENT_UNSUPPORTED_VERSION' };
  }
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

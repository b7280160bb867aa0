import { AoError } from '@ao/domain';
import type { ToolCheck } from '@ao/ports';
import { z } from 'zod';
import { askAppServer } from '../app-server/ask-app-server.ts';
import type { Environment } from '../config/environment.ts';
import { isAtLeast, MINIMUM_VERSION, readCodexVersion } from './codex-version.ts';
import { findCodex } from './find-codex.ts';

/** `requiresOpenaiAuth` is false for a provider of the person's own, which needs no account. */
const accountSchema = z.looseObject({ account: z.unknown(), requiresOpenaiAuth: z.boolean() });

/** Looks whether Codex is installed, new enough and logged in. Never starts a conversation. */
export async function checkCodex(program: string, env: Environment, signal?: AbortSignal): Promise<ToolCheck> {
  let path: string;
  try {
    path = await findCodex(program, env);
  } catch (error) {
    if (!AoError.isInstance(error)) throw error;
    const remedy = error.code === 'AGENT_NOT_INSTALLED' ? 'npm install -g @openai/codex' : `chmod +x ${String(error.details['path'])}`;
    return { level: 'failed', summary: error.message, path: null, version: null, remedy, code: error.code };
  }
  const version = await readCodexVersion(path, env, signal);
  signal?.throwIfAborted();
  if (version === null) {
    const summary = `Codex was found at ${path}, but it does not tell its version.`;
    return { level: 'failed', summary, path, version, remedy: `${path} --version`, code: 'AGENT_NOT_EXECUTABLE' };
  }
  if (!isAtLeast(version, MINIMUM_VERSION)) {
    const summary = `Codex ${version} is too old: ${MINIMUM_VERSION} or newer is needed.`;
    return { level: 'failed', summary, path, version, remedy: 'codex update', code: 'AGENT_UNSUPPORTED_VERSION' };
  }
  return { ...(await loginCheck(path, version, env, signal)), path, version };
}

async function loginCheck(
  program: string,
  version: string,
  env: Environment,
  signal: AbortSignal | undefined,
): Promise<Omit<ToolCheck, 'path' | 'version'>> {
  const answer = await askAppServer({ program, env }, { method: 'account/read', params: {} }, signal);
  const account = accountSchema.safeParse(answer).data;
  if (account === undefined) {
    const summary = `Codex ${version} is installed; whether it is logged in could not be told.`;
    return { level: 'warning', summary, remedy: 'codex login status', code: null };
  }
  if (account.requiresOpenaiAuth && (account.account ?? null) === null) {
    const summary = `Codex is installed (${version}) but not logged in.`;
    return { level: 'failed', summary, remedy: 'Run `codex login`, then try again.', code: 'AGENT_NOT_LOGGED_IN' };
  }
  return { level: 'ok', summary: `Codex ${version} is installed and logged in.`, remedy: null, code: null };
}

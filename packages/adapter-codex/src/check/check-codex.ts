import { type AgentProgram, checkAgentProgram } from '@ao/adapter-kit';
import type { ToolCheck } from '@ao/ports';
import { z } from 'zod';
import { askAppServer } from '../app-server/ask-app-server.ts';
import type { Environment } from '../config/environment.ts';

/** `requiresOpenaiAuth` is false for a provider of the person's own, which needs no account. */
const accountSchema = z.looseObject({ account: z.unknown(), requiresOpenaiAuth: z.boolean() });

/** Looks whether Codex is installed, new enough and logged in. Never starts a conversation. */
export async function checkCodex(program: AgentProgram, env: Environment, signal?: AbortSignal): Promise<ToolCheck> {
  const found = await checkAgentProgram(program, env, signal);
  if (found.type === 'unusable') return found.check;
  const { path, version } = found;
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

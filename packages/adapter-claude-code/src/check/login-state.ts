import { join } from 'node:path';
import { z } from 'zod';
import { type ClaudeGlobalFile, type ClaudePaths, type Environment, readJson } from '../config/claude-config.ts';

/**
 * Whether Claude Code will find a login, as far as can be told without asking it.
 *
 * - `logged_in`: by an account, a token, a cloud provider, or a key that was approved
 * - `key_not_approved`: the environment has a key, but Claude Code will ask about it at its next start
 * - `logged_out`: nothing was found
 */
export type LoginState = 'logged_in' | 'key_not_approved' | 'logged_out';

/** Any of these stands for a login of its own kind. */
const TOKEN_VARIABLES = ['ANTHROPIC_AUTH_TOKEN', 'CLAUDE_CODE_OAUTH_TOKEN', 'CLAUDE_CODE_OAUTH_TOKEN_FILE_DESCRIPTOR'];
const PROVIDER_VARIABLES = ['CLAUDE_CODE_USE_BEDROCK', 'CLAUDE_CODE_USE_VERTEX', 'CLAUDE_CODE_USE_FOUNDRY', 'CLAUDE_CODE_USE_MANTLE'];

/** Claude Code remembers keys by their last characters. */
const KEY_END_LENGTH = 20;

const settingsSchema = z.looseObject({
  apiKeyHelper: z.unknown().optional(),
  env: z.record(z.string(), z.unknown()).optional().catch(undefined),
});
const credentialsSchema = z.looseObject({ claudeAiOauth: z.looseObject({}) });

/** Looks for a login. Reads files only; secrets are looked at, never kept. */
export async function readLoginState(
  env: Environment,
  paths: ClaudePaths | null,
  globalFile: ClaudeGlobalFile | null,
): Promise<LoginState> {
  const settings = paths === null ? null : await readJson(join(paths.directory, 'settings.json'), settingsSchema);
  const known: Readonly<Record<string, unknown>> = { ...settings?.env, ...env };
  if ([...TOKEN_VARIABLES, ...PROVIDER_VARIABLES].some((name) => isSet(known[name]))) return 'logged_in';
  if (isSet(settings?.apiKeyHelper) || isSet(globalFile?.primaryApiKey) || isSet(globalFile?.oauthAccount)) return 'logged_in';
  // On macOS the login lies in the keychain, and only `oauthAccount` tells of it.
  if (paths !== null && (await readJson(join(paths.directory, '.credentials.json'), credentialsSchema)) !== null) return 'logged_in';
  const key = known['ANTHROPIC_API_KEY'];
  if (typeof key !== 'string' || key === '') return 'logged_out';
  const end = key.slice(-KEY_END_LENGTH);
  if (globalFile?.customApiKeyResponses?.approved?.includes(end) === true) return 'logged_in';
  return globalFile?.customApiKeyResponses?.rejected?.includes(end) === true ? 'logged_out' : 'key_not_approved';
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '' && value !== false && value !== '0';
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '@ao/adapter-kit';
import { z } from 'zod';
import { type Environment, quietVariables } from '../launch/opencode-environment.ts';

/**
 * Whether opencode has a model to talk to, as far as can be told without talking to one.
 *
 * - `configured`: a login is stored, or a provider is set up by a configuration or the environment
 * - `free_only`: only the free models of opencode itself, for which nobody needs a login
 * - `none`: no model at all
 * - `unknown`: it did not tell
 */
export type ProviderState = 'configured' | 'free_only' | 'none' | 'unknown';

/** Who asks waits 20 seconds for the whole check. */
const MODELS_WITHIN_MS = 6_000;

/** The keys people have most often. Others are found by asking for models, which takes seconds. */
const KEY_VARIABLES = [
  'ANTHROPIC_API_KEY',
  'OPENAI_API_KEY',
  'OPENROUTER_API_KEY',
  'GEMINI_API_KEY',
  'GOOGLE_GENERATIVE_AI_API_KEY',
  'GROQ_API_KEY',
  'DEEPSEEK_API_KEY',
  'MISTRAL_API_KEY',
  'XAI_API_KEY',
  'OPENCODE_API_KEY',
];
const OWN_PROVIDER = 'opencode';
const MODEL = /^([a-z0-9][\w.-]*)\/\S+$/i;

const loginsSchema = z.record(z.string(), z.unknown());

/** Looks for a provider. A stored login or a well-known key is believed without a question; else opencode is asked for its models, without plugins. */
export async function readProviderState(program: string, env: Environment, signal?: AbortSignal): Promise<ProviderState> {
  if ((await hasStoredLogin(env)) || KEY_VARIABLES.some((name) => (env[name] ?? '') !== '')) return 'configured';
  const result = await runCommand({
    argv: [program, 'models', '--pure'],
    env: { ...env, ...quietVariables(env) },
    timeoutMs: MODELS_WITHIN_MS,
    signal,
  });
  signal?.throwIfAborted();
  if (result.exitCode !== 0) return 'unknown';
  const providers = new Set(result.stdout.split('\n').flatMap((line) => MODEL.exec(line.trim())?.[1] ?? []));
  if (providers.size === 0) return 'none';
  return providers.size === 1 && providers.has(OWN_PROVIDER) ? 'free_only' : 'configured';
}

async function hasStoredLogin(env: Environment): Promise<boolean> {
  const data = env['XDG_DATA_HOME'] ?? (env['HOME'] === undefined ? null : join(env['HOME'], '.local', 'share'));
  const stored = data === null ? '{}' : await readFile(join(data, 'opencode', 'auth.json'), 'utf8').catch(() => '{}');
  return [stored, env['OPENCODE_AUTH_CONTENT'] ?? '{}'].some((text) => hasEntries(text));
}

function hasEntries(text: string): boolean {
  try {
    return Object.keys(loginsSchema.safeParse(JSON.parse(text)).data ?? {}).length > 0;
  } catch {
    return false;
  }
}

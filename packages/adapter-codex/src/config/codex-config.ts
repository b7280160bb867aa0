import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'smol-toml';
import { z } from 'zod';
import type { Environment } from './environment.ts';

/** Where Codex keeps its files in an environment: `CODEX_HOME`, else `~/.codex`. Null without either. */
export function codexHome(env: Environment): string | null {
  const own = env['CODEX_HOME'];
  if (own !== undefined && own !== '') return own;
  const home = env['HOME'];
  return home === undefined || home === '' ? null : join(home, '.codex');
}

/** What of `config.toml` matters here. Wrong types count as missing: the file is the person's, and read only. */
const configSchema = z.looseObject({
  developer_instructions: z.string().optional().catch(undefined),
  projects: z
    .record(z.string(), z.looseObject({ trust_level: z.string().optional().catch(undefined) }).catch({}))
    .optional()
    .catch(undefined),
});

/** See {@link readCodexConfig}. */
export type CodexConfig = z.infer<typeof configSchema>;

/** Reads the person's `config.toml`; an empty one when it is not there or makes no sense. Never writes it. */
export async function readCodexConfig(env: Environment): Promise<CodexConfig> {
  const home = codexHome(env);
  if (home === null) return {};
  try {
    return configSchema.parse(parse(await readFile(join(home, 'config.toml'), 'utf8')));
  } catch {
    return {};
  }
}

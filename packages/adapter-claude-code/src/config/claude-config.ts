import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** An environment as an agent gets it. */
export type Environment = Readonly<Record<string, string>>;

/** Where Claude Code keeps its files in an environment. `CLAUDE_CONFIG_DIR` moves all of them. */
export interface ClaudePaths {
  /** Settings, transcripts, notes about running processes: `~/.claude`. */
  readonly directory: string;
  /** Login, trusted folders, what was shown before: `~/.claude.json`. */
  readonly globalFile: string;
}

/** Finds the files of Claude Code; null without HOME and CLAUDE_CONFIG_DIR. */
export function claudePaths(env: Environment): ClaudePaths | null {
  const own = env['CLAUDE_CONFIG_DIR'];
  if (own !== undefined && own !== '') return { directory: own, globalFile: join(own, '.claude.json') };
  const home = env['HOME'];
  return home === undefined || home === '' ? null : { directory: join(home, '.claude'), globalFile: join(home, '.claude.json') };
}

/** What of `~/.claude.json` matters here. Everything is optional: the file is undocumented and read only. */
const globalFileSchema = z.looseObject({
  hasCompletedOnboarding: z.boolean().optional().catch(undefined),
  oauthAccount: z.unknown().optional(),
  primaryApiKey: z.unknown().optional(),
  customApiKeyResponses: z
    .looseObject({ approved: z.array(z.string()).optional(), rejected: z.array(z.string()).optional() })
    .optional()
    .catch(undefined),
  projects: z
    .record(z.string(), z.looseObject({ hasTrustDialogAccepted: z.boolean().optional() }).catch({}))
    .optional()
    .catch(undefined),
});

/** See {@link readGlobalFile}. */
export type ClaudeGlobalFile = z.infer<typeof globalFileSchema>;

/** Reads `~/.claude.json`; null when it is not there or makes no sense. Never writes it. */
export async function readGlobalFile(paths: ClaudePaths | null): Promise<ClaudeGlobalFile | null> {
  return paths === null ? null : readJson(paths.globalFile, globalFileSchema);
}

/** Reads a JSON file by a schema; null when it is not there or does not fit. */
export async function readJson<Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.infer<Schema> | null> {
  try {
    return schema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return null;
  }
}

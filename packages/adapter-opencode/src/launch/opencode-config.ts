import { AoError } from '@ao/domain';
import { z } from 'zod';

/** The environment variable opencode reads a configuration from, after all files. */
export const CONFIG_VARIABLE = 'OPENCODE_CONFIG_CONTENT';

/** What a launch lays over the person's configuration. */
export interface ConfigAdditions {
  /** Absolute path of a file whose text joins the system prompt. */
  readonly instructionsPath: string | null;
  readonly permission: Readonly<Record<string, string>> | null;
}

/** Name of the file with the system prompt, in every session's private folder. */
export const INSTRUCTIONS_FILE = 'opencode-system-prompt.md';

const actionOrRules = z.union([z.string(), z.record(z.string(), z.unknown())]);
const configSchema = z.looseObject({ instructions: z.array(z.string()).optional(), permission: actionOrRules.optional() });

/**
 * The configuration for the environment; null when there is nothing to add, and what the person has there stays as it is.
 *
 * What the person has there is merged, not replaced: their instructions stay, and their rules for permissions stay but for those
 * that are laid over. Instructions of another session, left in the environment by an agent above, are taken out.
 *
 * @throws AoError `AGENT_LAUNCH_FAILED` when the environment has a configuration that is no plain JSON: it could only be replaced.
 */
export function configContent(existing: string | undefined, additions: ConfigAdditions): string | null {
  const { instructionsPath, permission } = additions;
  const config = existing === undefined || existing.trim() === '' ? {} : parse(existing);
  if (config === null) {
    if (instructionsPath === null && permission === null) return null;
    throw new AoError('AGENT_LAUNCH_FAILED', {
      message: `${CONFIG_VARIABLE} in the environment is no plain JSON, so nothing can be added to it. Correct it, or put its text into ~/.config/opencode/opencode.json.`,
      details: { variable: CONFIG_VARIABLE },
    });
  }
  const kept = (config.instructions ?? []).filter((path) => !path.endsWith(`/${INSTRUCTIONS_FILE}`));
  const instructions = instructionsPath === null ? kept : [...kept, instructionsPath];
  const content = {
    ...config,
    ...(config.instructions === undefined && instructions.length === 0 ? {} : { instructions }),
    ...(permission === null ? {} : { permission: { ...rulesOf(config.permission), ...permission } }),
  };
  return JSON.stringify(content) === JSON.stringify(config) ? null : JSON.stringify(content);
}

/** A single word is the rule for everything; the rules that are laid over come behind it, and the last that fits counts. */
function rulesOf(permission: z.infer<typeof actionOrRules> | undefined): Readonly<Record<string, unknown>> {
  return typeof permission === 'string' ? { '*': permission } : (permission ?? {});
}

function parse(text: string): z.infer<typeof configSchema> | null {
  try {
    return configSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type CommandAgentRulesInput, createCommandAgent } from '@ao/adapter-command';
import { readPlainFile } from '@ao/adapter-kit';
import { AoError, isAdapterName, type Timestamp } from '@ao/domain';
import type { AgentV1 } from '@ao/ports';
import { z } from 'zod';

/** A file `agents/<name>.json` of the home: a terminal program as an agent of that name. */
const declarationSchema = z.strictObject({
  /** Name for people. Default: the name of the file. */
  displayName: z.string().min(1).max(60).optional(),
  /** Program and arguments; `{prompt}` in an argument stands for the prompt. */
  command: z.tuple([z.string().min(1)], z.string()),
  /** What its screen says about it; checked where it is used. */
  rules: z.custom<CommandAgentRulesInput>().optional(),
});

/**
 * The agents a person has declared by files in a folder of their home. A file that is wrong keeps its name: whoever asks for that
 * agent, and `ao doctor`, is told what is wrong with it, and everything else works.
 *
 * @param folder - may be missing.
 */
export function readDeclaredAgents(folder: string, now: () => Timestamp): readonly AgentV1[] {
  return namesIn(folder).map((file) => {
    const name = basename(file, '.json');
    const path = join(folder, file);
    try {
      const { displayName = name, command, rules } = declarationSchema.parse(JSON.parse(textOf(path)));
      return createCommandAgent({ name, displayName, command, now, ...(rules === undefined ? {} : { rules }) });
    } catch (error) {
      return brokenAgent(name, path, reasonOf(error));
    }
  });
}

function namesIn(folder: string): readonly string[] {
  let names: readonly string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  return names.filter((name) => name.endsWith('.json') && isAdapterName(basename(name, '.json'))).sort();
}

function textOf(path: string): string {
  const text = readPlainFile(path);
  if (text === null) throw new Error('it leads nowhere');
  return text;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof z.ZodError)) return error instanceof Error ? error.message : String(error);
  const [issue] = error.issues;
  return `${issue?.path.join('.') || 'the whole'}: ${issue?.message ?? 'unknown'}`;
}

function brokenAgent(name: string, path: string, reason: string): AgentV1 {
  const message = `The agent ${name} is declared in ${path}, which is wrong: ${reason}`;
  const remedy = `Correct ${path}, then restart the daemon: ao stop && ao start.`;
  return {
    specificationVersion: 'agent-v1',
    name,
    displayName: name,
    permissionModes: ['default'],
    check: () => Promise.resolve({ level: 'failed', summary: message, path, version: null, remedy, code: 'INVALID_CONFIGURATION' }),
    planLaunch: () => Promise.reject(new AoError('INVALID_CONFIGURATION', { message: `${message}. ${remedy}`, details: { path } })),
  };
}

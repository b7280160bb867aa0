import { connectFromRunFile } from '@ao/client/node';

/** The part of a command that completion looks at. */
export interface CompletableCommand {
  /** With colons, for example `project:config:set`. */
  readonly id: string;
  readonly aliases: readonly string[];
  readonly flags: Readonly<Record<string, { readonly name: string; readonly hidden?: boolean | undefined }>>;
  readonly args: Readonly<Record<string, { readonly name: string }>>;
}

/** Commands for which a session that has ended makes no sense. */
const FOR_LIVE_SESSIONS = new Set(['answer', 'attach', 'kill', 'send', 'wait']);

/** Somebody waits with a finger on the key. */
const ANSWER_WITHIN_MS = 500;

/**
 * What can stand in place of the last word.
 *
 * @param words - the words behind `ao`, the last one being typed; it may be empty.
 */
export async function completeWords(
  words: readonly string[],
  commands: readonly CompletableCommand[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<readonly string[]> {
  const typed = words.at(-1) ?? '';
  const before = words.slice(0, -1);
  const names = commands.flatMap(({ id, aliases }) => [id, ...aliases].map((name) => name.split(':')));
  const found = commandIn(before, commands);
  const next = found === null || found.rest.length === 0 ? nextWords(before, names) : [];
  const own = found === null ? [] : typed.startsWith('-') ? flagsOf(found.command) : await valuesFor(found, env);
  return [...new Set([...next, ...own])].filter((candidate) => candidate.startsWith(typed)).toSorted();
}

interface FoundCommand {
  readonly command: CompletableCommand;
  /** Words behind the command. */
  readonly rest: readonly string[];
}

function commandIn(before: readonly string[], commands: readonly CompletableCommand[]): FoundCommand | null {
  for (let length = before.length; length > 0; length -= 1) {
    const id = before.slice(0, length).join(':');
    const command = commands.find((each) => each.id === id || each.aliases.includes(id));
    if (command !== undefined) return { command, rest: before.slice(length) };
  }
  return null;
}

/** Words that continue a command of several words. */
function nextWords(before: readonly string[], names: readonly (readonly string[])[]): readonly string[] {
  return names
    .filter((name) => name.length > before.length && before.every((word, index) => name[index] === word))
    .map((name) => name[before.length] ?? '');
}

function flagsOf(command: CompletableCommand): readonly string[] {
  return Object.values(command.flags)
    .filter(({ hidden }) => hidden !== true)
    .map(({ name }) => `--${name}`);
}

async function valuesFor({ command, rest }: FoundCommand, env: Readonly<Record<string, string | undefined>>): Promise<readonly string[]> {
  const last = rest.at(-1);
  if (last === '--project' || last === '-p') return knownIds('projects', env);
  const given = rest.filter((word) => !word.startsWith('-')).length;
  const argument = Object.values(command.args)[given]?.name;
  if (argument === 'project') return knownIds('projects', env);
  if (argument !== 'session') return [];
  return knownIds(FOR_LIVE_SESSIONS.has(command.id) ? 'live sessions' : 'sessions', env);
}

async function knownIds(
  kind: 'sessions' | 'live sessions' | 'projects',
  env: Readonly<Record<string, string | undefined>>,
): Promise<readonly string[]> {
  try {
    const ao = connectFromRunFile({ environment: env });
    const asked = kind === 'projects' ? ao.projects.list() : ao.sessions.list({ includeEnded: kind === 'sessions' });
    const late = new Promise<readonly { readonly id: string }[]>((resolve) => setTimeout(resolve, ANSWER_WITHIN_MS, []).unref());
    return (await Promise.race([asked, late])).map(({ id }) => id);
  } catch {
    return [];
  }
}

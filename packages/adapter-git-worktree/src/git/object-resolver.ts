import type { GitClient } from './git-client.ts';

/** Resolves many names (refs, commits, any expression git knows) to object ids with one run of git. Names that do not exist are absent. */
export async function resolveObjects(
  git: GitClient,
  cwd: string,
  names: readonly string[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  // One name per line is what git reads here, so a name with a line break cannot be asked for; none that exists has one.
  const asked = [...new Set(names)].filter((name) => name !== '' && !name.includes('\n'));
  const resolved = new Map<string, string>();
  if (asked.length === 0) return resolved;
  const args = ['cat-file', '--batch-check=%(objectname) %(objecttype)'];
  const answers = (await git.text({ cwd, args, input: `${asked.join('\n')}\n`, signal })).split('\n');
  for (const [index, name] of asked.entries()) {
    const match = /^([0-9a-f]{40,64}) (?:commit|tree|blob|tag)$/u.exec(answers[index] ?? '');
    if (match?.[1] !== undefined) resolved.set(name, match[1]);
  }
  return resolved;
}

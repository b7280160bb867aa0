import { realpath } from 'node:fs/promises';
import type { CodexConfig } from '../config/codex-config.ts';

/**
 * Whether Codex will start in a worktree without asking for trust: it remembers the root of the main repository, which all its
 * worktrees share, or the worktree itself. Who said no before is asked again, in other words.
 */
export async function isTrusted(config: CodexConfig, folders: readonly string[]): Promise<boolean> {
  for (const folder of folders) {
    const real = await realpath(folder).catch(() => folder);
    for (const path of [folder, real]) if (config.projects?.[path]?.trust_level === 'trusted') return true;
  }
  return false;
}

/** What people should know when the question will come. It is theirs to answer: nothing is ever written into `~/.codex`. */
export function trustNotice(repositoryPath: string): string {
  return `Codex will ask whether it may trust ${repositoryPath}. Answer it once in the terminal (\`ao attach\`), or run \`codex\` there yourself.`;
}

import { realpath } from 'node:fs/promises';
import type { ClaudeGlobalFile } from '../config/claude-config.ts';

/**
 * Whether Claude Code will start in a worktree without asking for trust: it remembers the root of the main repository, which all
 * its worktrees share, or the worktree itself. A trusted folder above does not count.
 */
export async function isTrusted(globalFile: ClaudeGlobalFile | null, folders: readonly string[]): Promise<boolean> {
  for (const folder of folders) {
    const real = await realpath(folder).catch(() => folder);
    for (const path of [folder, real]) if (globalFile?.projects?.[path]?.hasTrustDialogAccepted === true) return true;
  }
  return false;
}

/** What people should know when the question will come. It is theirs to answer: nothing is ever written into `~/.claude.json`. */
export function trustNotice(repositoryPath: string): string {
  return `Claude Code will ask whether it may trust ${repositoryPath}. Answer it once in the terminal (\`ao attach\`), or run \`claude\` there yourself.`;
}

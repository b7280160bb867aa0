import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ClaudePaths } from '../config/claude-config.ts';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Whether the transcript of a conversation exists: without it `--resume` ends with an error. Claude Code keeps transcripts by the
 * folder a conversation began in, and finds those of other worktrees of the repository too, so every folder is looked at.
 */
export async function hasTranscript(paths: ClaudePaths | null, conversationId: string): Promise<boolean> {
  if (paths === null || !UUID.test(conversationId)) return false;
  const projects = join(paths.directory, 'projects');
  const folders = await readdir(projects).catch(() => []);
  for (const folder of folders) {
    const size = await stat(join(projects, folder, `${conversationId}.jsonl`)).then(
      (stats) => stats.size,
      () => 0,
    );
    if (size > 0) return true;
  }
  return false;
}

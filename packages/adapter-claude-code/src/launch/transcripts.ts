import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ClaudePaths } from '../config/claude-config.ts';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A transcript begins with a few short notes; the first prompt stands well within this. */
const HEAD_BYTES = 256 * 1024;
const SOMETHING_SAID = /"type":"(?:user|assistant)"/;

/**
 * Whether a conversation can be resumed: its transcript exists and holds a prompt. A killed Claude Code may leave one that does not,
 * and `--resume` ends with an error on it. Transcripts are kept by the folder a conversation began in, and found from other worktrees
 * of the repository too, so every folder is looked at.
 */
export async function hasTranscript(paths: ClaudePaths | null, conversationId: string): Promise<boolean> {
  if (paths === null || !UUID.test(conversationId)) return false;
  const projects = join(paths.directory, 'projects');
  const folders = await readdir(projects).catch(() => []);
  for (const folder of folders) {
    const head = await readHead(join(projects, folder, `${conversationId}.jsonl`));
    if (head.length === HEAD_BYTES || SOMETHING_SAID.test(head.toString('latin1'))) return true;
  }
  return false;
}

async function readHead(path: string): Promise<Buffer> {
  try {
    await using file = await open(path);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } catch {
    return Buffer.alloc(0);
  }
}

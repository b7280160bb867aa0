import { join } from 'node:path';
import type { SessionId } from '@ao/domain';
import { z } from 'zod';
import { readJsonFile, writeJsonFile } from '../paths/json-file.ts';

const MARKER_FILE = 'ao.json';
const LOCK_PREFIX = 'ao session ';

const markerSchema = z.object({
  version: z.literal(1),
  sessionId: z.string(),
  branch: z.string(),
  /** True when the branch was made together with the worktree. */
  branchCreated: z.boolean(),
  baseRef: z.string(),
  baseCommit: z.string(),
  /** Symbolic links made by the set-up, path relative to the top and target; they are no work of the agent. */
  links: z.array(z.object({ path: z.string(), target: z.string() })),
});

/** What is written down about a finished worktree of ours, in its folder inside the git directory. Its presence says that it is complete. */
export type WorktreeMarker = Readonly<z.infer<typeof markerSchema>>;

/** Reads the marker in the administrative folder of a worktree; null when it is not ours, or not complete. */
export function readMarker(adminDirectory: string): Promise<WorktreeMarker | null> {
  return readJsonFile(join(adminDirectory, MARKER_FILE), markerSchema);
}

/** Marks a worktree as ours and complete. */
export function writeMarker(adminDirectory: string, marker: Omit<WorktreeMarker, 'version'>): Promise<void> {
  return writeJsonFile(join(adminDirectory, MARKER_FILE), { version: 1, ...marker });
}

/** The reason given to `git worktree lock`. git writes it before anything else, so that even a half-made worktree says whose it is. */
export function lockReason(sessionId: SessionId): string {
  return `${LOCK_PREFIX}${sessionId}; ao removes it with \`ao session cleanup\``;
}

/** The session a lock reason was written for; null when it was not written by us. */
export function sessionOfLock(reason: string): string | null {
  return reason.startsWith(LOCK_PREFIX) ? (/^[^;\s]+/u.exec(reason.slice(LOCK_PREFIX.length))?.[0] ?? null) : null;
}

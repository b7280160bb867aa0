import { join } from 'node:path';
import type { SessionId } from '@ao/domain';
import { z } from 'zod';
import { hashedFile } from '../paths/hashed-file.ts';
import { readJsonFile, writeJsonFile } from '../paths/json-file.ts';
import { removeFirmly } from '../paths/remove-firmly.ts';

const recordSchema = z.object({
  version: z.literal(1),
  /** Null when HEAD was detached. */
  headBranch: z.string().nullable(),
  /** Null when the branch had no commit. */
  headCommit: z.string().nullable(),
  baseRef: z.string().nullable(),
  baseCommit: z.string().nullable(),
  branchCreated: z.boolean(),
});

/** What git forgets together with a worktree: where its HEAD was, and where its branch had started. */
export type RemovalRecord = Readonly<z.infer<typeof recordSchema>>;

/** Remembers removed worktrees, so that a clean one comes back where it was, too. */
export interface RemovalRecords {
  read(sessionId: SessionId): Promise<RemovalRecord | null>;
  write(sessionId: SessionId, record: Omit<RemovalRecord, 'version'>): Promise<void>;
  clear(sessionId: SessionId): Promise<void>;
}

/** Keeps one small file per removed worktree below the worktree root. */
export function createRemovalRecords(root: string): RemovalRecords {
  const fileOf = (sessionId: SessionId): string => hashedFile(join(root, '.removed'), sessionId);
  return {
    read: (sessionId) => readJsonFile(fileOf(sessionId), recordSchema),
    write: (sessionId, record) => writeJsonFile(fileOf(sessionId), { version: 1, ...record }),
    clear: (sessionId) => removeFirmly(fileOf(sessionId)),
  };
}

import { join } from 'node:path';
import type { SessionId } from '@ao/domain';
import { z } from 'zod';
import { hashedFile } from '../paths/hashed-file.ts';
import { readJsonFile, writeJsonFile } from '../paths/json-file.ts';
import { removeFirmly } from '../paths/remove-firmly.ts';

const pendingSchema = z.object({
  version: z.literal(1),
  path: z.string(),
  commonDirectory: z.string(),
  branch: z.string(),
  /** True when the branch did not exist before. */
  branchCreated: z.boolean(),
  baseRef: z.string(),
  baseCommit: z.string(),
  /** Finds the programs of the attempt: they can outlive the process that started them. */
  attempt: z.object({ token: z.string(), by: z.object({ pid: z.number(), startTime: z.string(), bootId: z.string() }) }).nullable(),
});

/** What a creation (or its undoing) is about to change, written down before it does. */
export type PendingCreation = Readonly<z.infer<typeof pendingSchema>>;

/** Remembers, across crashes, which worktree and branch were being made or undone for a session. */
export interface PendingCreations {
  read(sessionId: SessionId): Promise<PendingCreation | null>;
  write(sessionId: SessionId, pending: Omit<PendingCreation, 'version'>): Promise<void>;
  clear(sessionId: SessionId): Promise<void>;
}

/** Keeps one small file per unfinished creation below the worktree root; nothing is written into the repository for it. */
export function createPendingCreations(root: string): PendingCreations {
  const fileOf = (sessionId: SessionId): string => hashedFile(join(root, '.pending'), sessionId);
  return {
    read: (sessionId) => readJsonFile(fileOf(sessionId), pendingSchema),
    write: (sessionId, pending) => writeJsonFile(fileOf(sessionId), { version: 1, ...pending }),
    clear: (sessionId) => removeFirmly(fileOf(sessionId)),
  };
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExitFacts, ProcessIdentity } from '@ao/domain';
import { z } from 'zod';
import { LAUNCH_FILE } from './launch-files.ts';

const identitySchema = z.object({ pid: z.number().int().positive(), startTime: z.string(), bootId: z.string() });

const hostRecordSchema = z.object({
  host: identitySchema,
  program: identitySchema.nullable(),
  terminalPath: z.string().nullable(),
  socketPath: z.string(),
  startedAt: z.number(),
});

const exitRecordSchema = z.object({
  code: z.number().int().nullable(),
  signal: z.string().nullable(),
  at: z.number(),
  offset: z.number(),
});

/** Who runs a terminal, as its host wrote it down. */
export interface StoredHost {
  readonly host: ProcessIdentity;
  readonly program: ProcessIdentity | null;
  readonly terminalPath: string | null;
  readonly socketPath: string;
  readonly startedAt: number;
}

/** How a program ended, as its host wrote it down. */
export interface StoredExit {
  readonly exit: ExitFacts;
  /** Bytes of output altogether. */
  readonly offset: number;
}

/** Reads who runs the terminal in a folder; null when that was never written. Other failures to read are thrown. */
export async function readHostRecord(directory: string): Promise<StoredHost | null> {
  const text = await readIfThere(join(directory, LAUNCH_FILE.host));
  return text === null ? null : hostRecordSchema.parse(JSON.parse(text));
}

/** Reads how the program in a folder ended; null when it has not, or nobody was there to see it. Other failures to read are thrown. */
export async function readExitRecord(directory: string): Promise<StoredExit | null> {
  const text = await readIfThere(join(directory, LAUNCH_FILE.exit));
  if (text === null) return null;
  const { code, signal, at, offset } = exitRecordSchema.parse(JSON.parse(text));
  return { exit: { code, signal, at, evidence: 'exit_record' }, offset };
}

/** Tells whether a failure to read means that the file is not there. */
export function isMissing(error: unknown): boolean {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return code === 'ENOENT' || code === 'ENOTDIR';
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

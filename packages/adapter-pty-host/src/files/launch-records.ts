import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AoError, type ExitFacts, type ProcessIdentity } from '@ao/domain';
import { z } from 'zod';
import { LAUNCH_FILE } from './launch-files.ts';

const identitySchema = z.object({ pid: z.number().int().positive(), startTime: z.string(), bootId: z.string() });

/** Records of this version and older ones are understood; of younger ones whatever is as it was. */
const RECORD_VERSION = 1;
const versionSchema = z.object({ version: z.number() });

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
  return text === null ? null : parseRecord(hostRecordSchema, text);
}

/** Reads how the program in a folder ended; null when it has not, or nobody was there to see it. Other failures to read are thrown. */
export async function readExitRecord(directory: string): Promise<StoredExit | null> {
  const text = await readIfThere(join(directory, LAUNCH_FILE.exit));
  if (text === null) return null;
  const { code, signal, at, offset } = parseRecord(exitRecordSchema, text);
  return { exit: { code, signal, at, evidence: 'exit_record' }, offset };
}

/** Tells whether a failure to read means that the file is not there. */
export function isMissing(error: unknown): boolean {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return code === 'ENOENT' || code === 'ENOTDIR';
}

/** Whoever cannot read what a younger version wrote says so, and what to do: it is no damage. */
function parseRecord<Value>(schema: z.ZodType<Value>, text: string): Value {
  const value: unknown = JSON.parse(text);
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const { data } = versionSchema.safeParse(value);
  if (data === undefined || data.version <= RECORD_VERSION) throw result.error;
  throw new AoError('RUNTIME_UNAVAILABLE', {
    message: `it was started by a newer version of ao, which keeps its records otherwise (version ${data.version}). The program is not touched; update ao to see it again.`,
    details: { version: data.version, own: RECORD_VERSION },
    cause: result.error,
  });
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

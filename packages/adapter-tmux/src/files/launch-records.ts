import { mkdir, open, readFile, rename, rm, rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readProcessIdentity } from '@ao/adapter-kit';
import type { ExitFacts, ProcessIdentity } from '@ao/domain';
import { z } from 'zod';
import { unavailable } from '../runtime-errors.ts';

/** Names of the files in the folder of one terminal. A change here must still read what older versions wrote. */
export const LAUNCH_FILE = {
  /** What was to be run, without the environment. Written first. */
  spec: 'spec.json',
  /** Which process it became. */
  program: 'program.json',
  /** The last screen. Written before the exit record. */
  screen: 'screen.json',
  /** How the program ended. Appears complete or not at all. */
  exit: 'exit.json',
} as const;

/** Records of this version are understood; of younger ones whatever is as it was. */
const RECORD_VERSION = 1;
const versionSchema = z.object({ version: z.number() });

const identitySchema = z.object({ pid: z.number().int().positive(), startTime: z.string(), bootId: z.string() });
const programSchema = z.object({ program: identitySchema, terminalPath: z.string().nullable(), startedAt: z.number() });
const specSchema = z.object({ creator: identitySchema.nullable().default(null) });
const exitSchema = z.object({ code: z.number().int().nullable(), signal: z.string().nullable(), at: z.number() });
const screenSchema = z.object({
  columns: z.number().int(),
  rows: z.number().int(),
  cursor: z.object({ row: z.number().int(), column: z.number().int(), visible: z.boolean() }),
  title: z.string(),
  alternateScreen: z.boolean(),
  lastOutputAt: z.number().nullable(),
  /** Rows above the screen. */
  scrollbackRows: z.number().int(),
  /** All rows as plain text, oldest first. */
  lines: z.array(z.string()),
  /** What draws it on a reset terminal of its size, one character for each byte. */
  picture: z.string(),
});

/** Which process runs in a terminal. */
export interface StoredProgram {
  /** Its start time is `unknown` when it had ended before it could be looked at. */
  readonly program: ProcessIdentity;
  /** The terminal device, for example `/dev/pts/3`. */
  readonly terminalPath: string | null;
  readonly startedAt: number;
}

/** The last screen of a terminal. */
export type StoredScreen = z.infer<typeof screenSchema>;

/** The start time of a process that had ended before it could be looked at. It equals that of no process. */
export const UNKNOWN_START = 'unknown';

/** Makes the folder of a launch with what is to be run, and by whom it is created. Fails with `EEXIST` when it is there. */
export async function writeLaunchSpec(
  location: { readonly directory: string; readonly sessionDirectory: string },
  spec: Readonly<Record<string, unknown>>,
): Promise<void> {
  await mkdir(location.sessionDirectory, { recursive: true, mode: 0o700 });
  await mkdir(location.directory, { mode: 0o700 });
  try {
    await writeRecord(location.directory, LAUNCH_FILE.spec, { version: 1, ...spec, creator: await readProcessIdentity(process.pid) });
  } catch (error) {
    // As on a full disk: a folder without this file is found by nobody again.
    await removeLaunchFolder(location).catch(() => undefined);
    throw error;
  }
}

/** Removes the folder of a launch with all that is kept of it, and that of its session, unless it holds other launches. */
export async function removeLaunchFolder(location: { readonly directory: string; readonly sessionDirectory: string }): Promise<void> {
  await rm(location.directory, { recursive: true, force: true });
  await rmdir(location.sessionDirectory).catch(() => undefined);
}

/** Who creates the terminal of a folder; null when that was never written, as older versions did not. */
export async function readCreator(directory: string): Promise<ProcessIdentity | null> {
  return (await readRecord(directory, LAUNCH_FILE.spec, specSchema))?.creator ?? null;
}

export const writeProgramRecord = (directory: string, record: StoredProgram): Promise<void> =>
  writeRecord(directory, LAUNCH_FILE.program, { version: 1, ...record });

export const writeScreenRecord = (directory: string, screen: StoredScreen): Promise<void> =>
  writeRecord(directory, LAUNCH_FILE.screen, { version: 1, ...screen });

export const writeExitRecord = (directory: string, exit: Pick<ExitFacts, 'at' | 'code' | 'signal'>): Promise<void> =>
  writeRecord(directory, LAUNCH_FILE.exit, { version: 1, at: exit.at, code: exit.code, signal: exit.signal });

/** Which process runs the terminal of a folder; null when that was never written, or is damaged. Other failures to read are thrown. */
export const readProgramRecord = (directory: string): Promise<StoredProgram | null> =>
  readRecord(directory, LAUNCH_FILE.program, programSchema);

/** The last screen of the terminal of a folder, or null. */
export const readScreenRecord = (directory: string): Promise<StoredScreen | null> =>
  readRecord(directory, LAUNCH_FILE.screen, screenSchema);

/** How the program of a folder ended; null when it has not, nobody has seen it, or the record is damaged. Other failures to read are thrown. */
export async function readExitRecord(directory: string): Promise<ExitFacts | null> {
  const record = await readRecord(directory, LAUNCH_FILE.exit, exitSchema);
  return record === null ? null : { at: record.at, code: record.code, signal: record.signal, evidence: 'exit_record' };
}

/** When the folder of a launch was made; null when it is not there. */
export async function launchFolderTime(directory: string): Promise<number | null> {
  try {
    return Math.trunc((await stat(join(directory, LAUNCH_FILE.spec))).mtimeMs);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** Complete or not at all, also after a loss of power; and readable by its owner only. */
async function writeRecord(directory: string, name: string, record: object): Promise<void> {
  const path = join(directory, name);
  const temporary = `${path}.${process.pid}.new`;
  const file = await open(temporary, 'w', 0o600);
  try {
    await file.writeFile(JSON.stringify(record));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
}

async function readRecord<Schema extends z.ZodType>(directory: string, name: string, schema: Schema): Promise<z.infer<Schema> | null> {
  const text = await readFile(join(directory, name), 'utf8').catch((error: unknown) => {
    if (isMissing(error)) return null;
    throw error;
  });
  const value = text === null ? null : parseOrNull(text);
  // What a failing disk has damaged is as good as not there: it will never be read, and must not stand in the way of anything.
  if (value === null) return null;
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const { data } = versionSchema.safeParse(value);
  if (data === undefined || data.version <= RECORD_VERSION) return null;
  throw unavailable(`${name} was written by a newer version of ao (${data.version}); update ao to see this terminal again`, result.error);
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isMissing(error: unknown): boolean {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return code === 'ENOENT' || code === 'ENOTDIR';
}

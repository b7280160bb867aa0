import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { writePrivateFile } from '@ao/adapter-kit';
import type { ExitFacts, ProcessIdentity } from '@ao/domain';
import type { TerminalSize } from '@ao/ports';
import { z } from 'zod';
import { readExitStatus } from './exit-status.ts';
import { LAUNCH_FILE } from './launch-files.ts';

const identitySchema = z.object({ pid: z.number(), startTime: z.string(), bootId: z.string() });
const sizeSchema = z.object({ columns: z.number(), rows: z.number() });
const processesSchema = z.object({
  version: z.literal(1),
  server: identitySchema,
  keeper: identitySchema,
  program: identitySchema,
  terminalPath: z.string().nullable(),
  startedAt: z.number(),
});
const specSchema = z.object({
  version: z.literal(1),
  zellijPath: z.string(),
  zellijVersion: z.string(),
  socketPath: z.string(),
  /** Number of the terminal pane in its session. */
  pane: z.number(),
  createdAt: z.number(),
  /** Who creates it. Older versions did not write that down. */
  creator: identitySchema.nullable().default(null),
});

/** What is fixed before anything is started. Old terminals keep their own program and socket when settings change. */
export type LaunchSpec = z.infer<typeof specSchema>;
/** Who runs in a terminal. */
export type LaunchProcesses = z.infer<typeof processesSchema>;

/** Writes down what is to be run. */
export function writeSpec(directory: string, spec: LaunchSpec): Promise<void> {
  return writePrivateFile(join(directory, LAUNCH_FILE.spec), JSON.stringify(spec));
}

/** What was to be run; null when nothing is written, or it cannot be read. */
export async function readSpec(directory: string): Promise<LaunchSpec | null> {
  return parse(specSchema, await readText(directory, LAUNCH_FILE.spec));
}

/** Writes down who runs. */
export function writeProcesses(directory: string, processes: LaunchProcesses): Promise<void> {
  return writePrivateFile(join(directory, LAUNCH_FILE.processes), JSON.stringify(processes));
}

/** Who runs; null when the creation did not come that far. */
export async function readProcesses(directory: string): Promise<LaunchProcesses | null> {
  return parse(processesSchema, await readText(directory, LAUNCH_FILE.processes));
}

/** Writes down the size the terminal should have. */
export function writeSize(directory: string, size: TerminalSize): Promise<void> {
  return writePrivateFile(join(directory, LAUNCH_FILE.size), JSON.stringify({ columns: size.columns, rows: size.rows }));
}

/** The size the terminal should have; null when none is written. */
export async function readSize(directory: string): Promise<TerminalSize | null> {
  return parse(sizeSchema, await readText(directory, LAUNCH_FILE.size));
}

/** How the program ended, as its keeper has written it down; null when it has not. */
export async function readExitRecord(directory: string): Promise<ExitFacts | null> {
  const text = await readText(directory, LAUNCH_FILE.exit);
  if (text === null) return null;
  const status = readExitStatus(text);
  if (status === null) return null;
  const { mtimeMs } = await stat(join(directory, LAUNCH_FILE.exit));
  return { at: Math.trunc(mtimeMs), ...status, evidence: 'exit_record' };
}

/** What the keeper tells of itself. */
export interface KeeperWords {
  readonly keeperPid: number;
  readonly serverPid: number;
  readonly terminalPath: string | null;
}

/** The keeper's words; null while it has said nothing. */
export async function readKeeper(directory: string): Promise<KeeperWords | null> {
  const [keeperPid, serverPid, terminalPath = ''] = ((await readText(directory, LAUNCH_FILE.keeper)) ?? '').trim().split(' ');
  if (!isPid(keeperPid) || !isPid(serverPid)) return null;
  return {
    keeperPid: Number(keeperPid),
    serverPid: Number(serverPid),
    terminalPath: terminalPath.startsWith('/dev/') ? terminalPath : null,
  };
}

/** The pid of the program, or of the script that is about to become it; null while it is not there. */
export async function readProgramPid(directory: string): Promise<number | null> {
  const pid = (await readText(directory, LAUNCH_FILE.pid))?.trim();
  return isPid(pid) ? Number(pid) : null;
}

/** The text of a file of a launch; null when there is none. */
export async function readText(directory: string, name: string): Promise<string | null> {
  try {
    return await readFile(join(directory, name), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Everyone who belongs to the terminal itself and not to its program. */
export function attendantsOf(processes: LaunchProcesses): readonly ProcessIdentity[] {
  return [processes.keeper, processes.server];
}

function isPid(text: string | undefined): text is string {
  return text !== undefined && /^[1-9]\d*$/.test(text);
}

function parse<Value>(schema: z.ZodType<Value>, text: string | null): Value | null {
  if (text === null) return null;
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    // A file that was cut short by a full disk or a crash is as good as none.
    return null;
  }
}

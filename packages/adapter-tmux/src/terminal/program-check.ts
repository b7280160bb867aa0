import { constants } from 'node:fs';
import { access, open, stat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { AoError } from '@ao/domain';
import type { RuntimeCreateRequest } from '@ao/ports';

/** The longest first line that systems read of a script. */
const INTERPRETER_LINE_BYTES = 256;

/**
 * Checks that a program can be started where it is to be started. tmux itself would go to another folder without a word when it cannot
 * enter the one it was told, and would tell of a program that cannot be executed only by its exit code.
 *
 * @throws AoError `RUNTIME_CREATE_FAILED`
 */
export async function checkProgram(request: RuntimeCreateRequest): Promise<void> {
  const [program] = request.argv;
  if (program === undefined || !isAbsolute(program)) throw createFailed(request, 'the program must be given by its absolute path');
  const folder = await stat(request.cwd).catch((error: NodeJS.ErrnoException) => error);
  if (folder instanceof Error) throw createFailed(request, `the folder ${request.cwd} cannot be entered (${folder.code})`);
  if (!folder.isDirectory()) throw createFailed(request, `${request.cwd} is not a folder`);
  if (!(await isExecutable(request.cwd))) throw createFailed(request, `the folder ${request.cwd} may not be entered`);
  const file = await stat(program).catch((error: NodeJS.ErrnoException) => error);
  if (file instanceof Error) throw createFailed(request, `the program was not found (${file.code})`);
  if (!file.isFile()) throw createFailed(request, 'it is not a file');
  if (!(await isExecutable(program))) throw createFailed(request, 'the program is not executable');
  const interpreter = await interpreterOf(program);
  if (interpreter !== null && !(await isExecutable(interpreter))) {
    throw createFailed(request, `its interpreter ${interpreter} was not found or is not executable`);
  }
}

/** A terminal could not be created. */
export function createFailed(request: RuntimeCreateRequest, reason: string, cause?: unknown): AoError {
  return new AoError('RUNTIME_CREATE_FAILED', {
    message: `${request.argv[0] ?? 'The program'} could not be started: ${reason}. Nothing was left behind.`,
    details: { program: request.argv[0] ?? null, cwd: request.cwd, reason },
    cause,
  });
}

/** The program that a script names in its first line; null for anything else, also for what may not be read. */
async function interpreterOf(path: string): Promise<string | null> {
  const file = await open(path, 'r').catch(() => null);
  if (file === null) return null;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(INTERPRETER_LINE_BYTES), 0, INTERPRETER_LINE_BYTES, 0);
    return /^#![ \t]*(\/[^ \t\n]*)/.exec(buffer.toString('latin1', 0, bytesRead))?.[1] ?? null;
  } finally {
    await file.close();
  }
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

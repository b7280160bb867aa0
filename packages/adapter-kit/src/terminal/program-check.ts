import { constants } from 'node:fs';
import { access, open, stat } from 'node:fs/promises';
import { isAbsolute, resolve } from 'node:path';
import { AoError } from '@ao/domain';
import type { RuntimeCreateRequest } from '@ao/ports';

/** As much of a file as tells what it is. */
const BEGINNING_BYTES = 512;
/** The longest argument or variable Linux hands to a program: 32 pages of 4 KiB with the closing zero. */
const LONGEST_WORD_BYTES = 128 * 1024 - 1;

/**
 * Checks that a program can be started, before anything is made. A shell would take a text without an interpreter for a script of its
 * own, so that is looked at here too.
 *
 * @throws AoError `RUNTIME_CREATE_FAILED`
 */
export async function checkTerminalProgram(request: RuntimeCreateRequest): Promise<void> {
  const [program] = request.argv;
  if (program === undefined || !isAbsolute(program)) throw terminalNotCreated(request, 'the program must be given by its absolute path');
  if (request.argv.some((argument) => argument.includes('\0'))) throw terminalNotCreated(request, 'an argument contains a zero byte');
  checkLengths(request);
  const folder = await stat(request.cwd).catch((error: NodeJS.ErrnoException) => error);
  if (folder instanceof Error) throw terminalNotCreated(request, `the folder ${request.cwd} cannot be entered (${folder.code})`);
  if (!folder.isDirectory()) throw terminalNotCreated(request, `${request.cwd} is not a folder`);
  await checkFile(request, program, 'the program');
  const beginning = await readBeginning(program);
  if (beginning === null) return;
  const interpreter = /^#![ \t]*([^ \t\n]+)/.exec(beginning.toString('latin1'))?.[1];
  if (interpreter !== undefined) await checkFile(request, resolve(request.cwd, interpreter), `its interpreter ${interpreter}`);
  else if (!beginning.includes(0)) throw terminalNotCreated(request, 'it is neither a binary nor does it name an interpreter');
}

/** A system that refuses to start a program for it tells nobody: a multiplexer, which starts it elsewhere, sees it end at once. */
function checkLengths(request: RuntimeCreateRequest): void {
  if (process.platform !== 'linux') return;
  const words = [
    ...request.argv.map((text, index) => ({ name: `argument ${index}`, text })),
    // The name alone: what it holds may be a secret.
    ...Object.entries(request.env).map(([name, value]) => ({ name: `the variable ${name}`, text: `${name}=${value}` })),
  ];
  const tooLong = words.find(({ text }) => Buffer.byteLength(text) > LONGEST_WORD_BYTES);
  if (tooLong === undefined) return;
  const bytes = Buffer.byteLength(tooLong.text);
  throw terminalNotCreated(request, `${tooLong.name} has ${bytes} bytes, and Linux takes ${LONGEST_WORD_BYTES}`);
}

async function checkFile(request: RuntimeCreateRequest, path: string, name: string): Promise<void> {
  const file = await stat(path).catch((error: NodeJS.ErrnoException) => error);
  if (file instanceof Error) throw terminalNotCreated(request, `${name} was not found (${file.code})`);
  if (!file.isFile()) throw terminalNotCreated(request, `${name} is not a file`);
  const refused = await access(path, constants.X_OK).then(
    () => null,
    (error: NodeJS.ErrnoException) => error,
  );
  if (refused !== null) throw terminalNotCreated(request, `${name} is not executable (${refused.code})`);
}

/** The first bytes of a file; null when it may be executed and not read. */
async function readBeginning(path: string): Promise<Buffer | null> {
  const file = await open(path, 'r').catch(() => null);
  if (file === null) return null;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(BEGINNING_BYTES), 0, BEGINNING_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** The error for a program that could not be started. */
export function terminalNotCreated(request: RuntimeCreateRequest, reason: string, cause?: unknown): AoError {
  return new AoError('RUNTIME_CREATE_FAILED', {
    message: `${request.argv[0] ?? 'The program'} could not be started: ${reason}. Nothing was left behind.`,
    details: { program: request.argv[0] ?? null, cwd: request.cwd, reason },
    cause,
  });
}

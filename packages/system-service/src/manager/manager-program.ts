import { execFile } from 'node:child_process';
import { AoError } from '@ao/domain';

/** What a program answered. */
export interface ProgramAnswer {
  /** Null when it is not installed. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end. Never rejects. */
export type RunProgram = (program: string, args: readonly string[]) => Promise<ProgramAnswer>;

/** A service manager waits for what it starts and stops. */
const TIME_LIMIT_MS = 60_000;

/** Runs programs with the given environment. */
export function createProgramRunner(env: Readonly<Record<string, string | undefined>>): RunProgram {
  return (program, args) =>
    new Promise((resolve) => {
      // Its words are looked at, so they must not be translated.
      const options = { env: { ...env, LC_ALL: 'C', SYSTEMD_COLORS: '0' }, timeout: TIME_LIMIT_MS };
      execFile(program, [...args], options, (error, stdout, stderr) => {
        if (error === null) return resolve({ code: 0, stdout, stderr });
        if (error.code === 'ENOENT') return resolve({ code: null, stdout: '', stderr: `${program} was not found` });
        const ended = error.killed === true ? `${program} did not end within ${TIME_LIMIT_MS / 1000} s` : stderr;
        resolve({ code: typeof error.code === 'number' ? error.code : 1, stdout, stderr: ended });
      });
    });
}

/**
 * The answer of a program that has to succeed.
 *
 * @throws AoError `SERVICE_COMMAND_FAILED`
 */
export async function mustSucceed(run: RunProgram, program: string, args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await run(program, args);
  if (code === 0) return stdout;
  const words = firstLine(stderr) || firstLine(stdout) || `it ended with code ${code}`;
  throw new AoError('SERVICE_COMMAND_FAILED', {
    message: `\`${[program, ...args].join(' ')}\` failed: ${words}`,
    details: { program, args, code, stderr },
  });
}

/** The first line of an answer that says something. */
export function firstLine(text: string): string {
  return (
    text
      .split('\n')
      .find((line) => line.trim() !== '')
      ?.trim() ?? ''
  );
}

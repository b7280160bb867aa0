/** Running other programs: captured line by line, or in the foreground with the terminal handed over. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** @typedef {{ exitCode: number, output: string }} ProgramResult */

/**
 * Runs a program and collects what it prints, standard output and standard error together.
 * A program that cannot be started answers with exit code 127 instead of throwing.
 *
 * @param {string} file
 * @param {readonly string[]} argv
 * @param {{ root: string, environment: NodeJS.ProcessEnv, onLine?: (line: string) => void, timeoutMs?: number }} options
 * @returns {Promise<ProgramResult>}
 */
export function runCaptured(file, argv, { root, environment, onLine, timeoutMs }) {
  return new Promise((resolve) => {
    // Not spawn's own `timeout`: its timer keeps this process alive when the program could not even be started.
    const signal = timeoutMs === undefined ? undefined : AbortSignal.timeout(timeoutMs);
    const child = spawn(file, argv, { cwd: root, env: environment, stdio: ['ignore', 'pipe', 'pipe'], signal });
    /** @type {string[]} */
    const lines = [];
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line);
        onLine?.(line);
      });
    }
    child.on('error', (error) => resolve({ exitCode: 127, output: error.message }));
    child.on('close', (code, signal) => resolve({ exitCode: code ?? exitCodeOf(signal), output: lines.join('\n') }));
  });
}

/**
 * Runs a program in the foreground: it owns the terminal, and gets Ctrl-C from it directly, so this process only waits.
 *
 * @param {string} file
 * @param {readonly string[]} argv
 * @param {{ root: string, environment: NodeJS.ProcessEnv }} options
 * @returns {Promise<number>}
 */
export function runInherited(file, argv, { root, environment }) {
  const leaveItToTheChild = () => {};
  process.on('SIGINT', leaveItToTheChild);
  return new Promise((resolve, reject) => {
    const child = spawn(file, argv, { cwd: root, env: environment, stdio: 'inherit' });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      process.off('SIGINT', leaveItToTheChild);
      resolve(code ?? exitCodeOf(signal));
    });
  });
}

/** @param {NodeJS.Signals | null} signal */
function exitCodeOf(signal) {
  return signal === 'SIGINT' ? 130 : 1;
}

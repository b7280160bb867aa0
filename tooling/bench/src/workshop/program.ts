import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A program of the suite in a process of its own, so that what it does disturbs nobody's measuring. It talks in JSON lines. */
export interface Program<Line> {
  readonly pid: number;
  /** Hears every line from now on; the answer ends it. */
  onLine(listener: (line: Line) => void): () => void;
  /** Resolves with the first line that satisfies the condition. */
  next(condition: (line: Line) => boolean, limitMs?: number): Promise<Line>;
  /** Asks it to finish by closing its standard input; resolves when it has ended. */
  finish(): Promise<void>;
  /** Ends it, whatever it does. */
  kill(): Promise<void>;
}

const LINE_WITHIN_MS = 20_000;

/** Starts `src/programs/<name>.ts`. */
export function startProgram<Line>(name: string, args: readonly string[], env: Readonly<Record<string, string>>): Program<Line> {
  const path = fileURLToPath(new URL(`../programs/${name}.ts`, import.meta.url));
  const flags = ['--conditions=@ao/source', '--disable-warning=ExperimentalWarning'];
  const child = spawn(process.execPath, [...flags, path, ...args], { env: { ...env }, stdio: ['pipe', 'pipe', 'inherit'] });
  const listeners = new Set<(line: Line) => void>();
  const ended = whenEnded(child);
  child.stdin.on('error', () => undefined);
  createInterface({ input: child.stdout }).on('line', (text) => {
    const line = JSON.parse(text) as Line;
    for (const listener of listeners) listener(line);
  });

  function onLine(listener: (line: Line) => void): () => void {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }

  return {
    pid: child.pid ?? 0,
    onLine,
    next(condition, limitMs = LINE_WITHIN_MS) {
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          stop();
          reject(new Error(`${name} did not say what it was expected to within ${limitMs} ms.`));
        }, limitMs);
        const stop = onLine((line) => {
          if (!condition(line)) return;
          clearTimeout(timer);
          stop();
          resolve(line);
        });
      });
    },
    async finish() {
      child.stdin.end();
      await ended;
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

function whenEnded(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
}

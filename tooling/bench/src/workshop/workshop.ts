import { mkdtempSync, rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { type BenchHome, type BenchHomeOptions, createBenchHome } from './bench-home.ts';
import { processesOf } from './folder-processes.ts';
import { type Program, startProgram } from './program.ts';

/** Where one benchmark works: a temporary folder, and everything that was started in it. */
export interface Workshop {
  /** Absolute path; removed at the end. */
  readonly folder: string;
  /** Makes a data directory; its daemon and sessions are ended at the end. */
  home(options?: BenchHomeOptions): BenchHome;
  /** Starts a program of the suite; it is ended at the end. */
  program<Line>(name: string, args: readonly string[]): Program<Line>;
  /** Has something ended at the end, before what was made earlier. */
  atEnd(work: () => void | Promise<void>): void;
  /**
   * Ends everything, newest first, and removes the folder. Calling it twice is harmless.
   *
   * @throws Error when something could not be ended properly, or a process was left running; it is ended all the same.
   */
  close(): Promise<void>;
}

const GONE_WITHIN_MS = 5_000;

/**
 * Makes a workshop in a new temporary folder.
 *
 * @param goneWithinMs - what was told to end is given this long to be gone. Default 5 s.
 */
export function createWorkshop(goneWithinMs = GONE_WITHIN_MS): Workshop {
  // Short: sockets live in it, and their paths are limited to about a hundred bytes.
  const folder = mkdtempSync('/tmp/ao-bench-');
  const endings: (() => void | Promise<void>)[] = [];
  let homes = 0;
  let closing: Promise<void> | null = null;

  async function closeAll(): Promise<void> {
    const failures: unknown[] = [];
    for (const end of endings.toReversed()) {
      try {
        await end();
      } catch (error) {
        failures.push(error);
      }
    }
    const left = await leftBehind(folder, goneWithinMs);
    for (const { pid } of left) endForGood(pid);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    for (const { pid, command } of left) failures.push(new Error(`left running: ${pid} ${command}`));
    if (failures.length > 0) throw new AggregateError(failures, `The workshop was not left tidy: ${failures.map(String).join('; ')}`);
  }

  return {
    folder,
    home(options) {
      homes += 1;
      const home = createBenchHome(folder, `home-${homes}`, options);
      endings.push(() => home.close());
      return home;
    },
    program<Line>(name: string, args: readonly string[]) {
      const { PATH = '/usr/bin:/bin' } = process.env;
      const program = startProgram<Line>(name, args, { PATH, HOME: folder, LANG: 'C.UTF-8' });
      endings.push(() => program.kill());
      return program;
    },
    atEnd: (work) => void endings.push(work),
    close: () => (closing ??= closeAll()),
  };
}

async function leftBehind(folder: string, withinMs: number): Promise<ReturnType<typeof processesOf>> {
  const endAt = performance.now() + withinMs;
  let left = processesOf(folder);
  while (left.length > 0 && performance.now() < endAt) {
    await pause(50);
    left = processesOf(folder);
  }
  return left;
}

function endForGood(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has just ended.
  }
}

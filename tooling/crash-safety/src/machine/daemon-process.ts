import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { AoClient } from '@ao/client';
import { connectFromRunFile } from '@ao/client/node';
import { type FaultOrder, FAULT_VARIABLES } from '../preload/fault-order.ts';
import type { DaemonCopy } from './daemon-copy.ts';

/** How a daemon is started. */
export interface DaemonStart {
  readonly copy: DaemonCopy;
  readonly env: Readonly<Record<string, string>>;
  readonly home: string;
  /** The folder whose files count as points. */
  readonly folder: string;
  /** Where the points are written. */
  readonly log: string;
  /** Holds from the very start. */
  readonly order?: FaultOrder | undefined;
  /** Long waits are divided by this number. Default 1. */
  readonly haste?: number | undefined;
}

/** A daemon that runs, or has run. */
export interface DaemonProcess {
  readonly pid: number;
  /** Null when it ended before it was ready. */
  readonly client: AoClient | null;
  readonly ended: Promise<void>;
  hasEnded(): boolean;
  /** Tells it what is to go wrong from now on. */
  order(order: FaultOrder): Promise<void>;
  /** Kills it, and waits until it is gone. */
  kill(): Promise<void>;
}

const REPORT_DESCRIPTOR = 3;
const READY_WITHIN_MS = 60_000;

/** Starts a daemon with the points in it, and waits until it is ready or has ended. @throws Error when it refuses to start. */
export async function startDaemon(start: DaemonStart): Promise<DaemonProcess> {
  const { copy, env, home, folder, log, order, haste = 1 } = start;
  const child = spawn(process.execPath, [...copy.flags, '--disable-warning=ExperimentalWarning', '--import', copy.preload, copy.program], {
    cwd: '/',
    detached: true,
    env: {
      ...env,
      AO_READY_FD: String(REPORT_DESCRIPTOR),
      [FAULT_VARIABLES.log]: log,
      [FAULT_VARIABLES.folder]: folder,
      [FAULT_VARIABLES.haste]: String(haste),
      ...(order === undefined ? {} : { [FAULT_VARIABLES.order]: JSON.stringify(order) }),
    },
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'ipc'],
  });
  let words = '';
  child.stderr?.on('data', (chunk: Buffer) => (words = `${words}${chunk.toString('utf8')}`.slice(-2000)));
  let over = false;
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      over = true;
      resolve();
    });
    child.once('error', () => resolve());
  });
  const report = await readReport(child.stdio[REPORT_DESCRIPTOR] as NodeJS.ReadableStream, ended);
  if (report !== null && !report.includes('"ready"')) {
    child.kill('SIGKILL');
    throw new Error(`The daemon did not start: ${report.trim()} ${words}`);
  }
  if (report === null && child.signalCode !== 'SIGKILL') throw new Error(`The daemon ended at once (${child.exitCode}): ${words}`);
  return {
    pid: child.pid ?? 0,
    client: report === null ? null : connectFromRunFile({ home }),
    ended,
    hasEnded: () => over,
    async order(next) {
      if (over) return;
      const taken = Promise.race([once(child, 'message'), ended]);
      child.send(next);
      await taken;
    },
    async kill() {
      if (!over) child.kill('SIGKILL');
      await ended;
    },
  };
}

/** The line a daemon reports on its start; null when it ended without one. */
async function readReport(pipe: NodeJS.ReadableStream, ended: Promise<void>): Promise<string | null> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('The daemon was not ready in time.')), READY_WITHIN_MS);
  try {
    const line = new Promise<string>((resolve) => pipe.once('data', (bytes: Buffer) => resolve(bytes.toString('utf8'))));
    return await Promise.race([line, ended.then(() => null), late]);
  } finally {
    clearTimeout(timer);
    pipe.on('error', () => undefined);
  }
}

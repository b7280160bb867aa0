import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AoClient } from '@ao/client';
import { connectFromRunFile } from '@ao/client/node';
import { type DaemonProcess, type StartOptions, startDaemonProcess } from './daemon-process.ts';

const require = createRequire(import.meta.url);

/** The command line as a person has it: the built one. */
export const AO_PROGRAM: string = require.resolve('@ao/cli/package.json').replace(/package\.json$/, 'bin/ao.js');

/** Plain JavaScript without imports, so that it adds nothing to the memory of the daemon that loads it. */
const BENCH_AGENT_MODULE = fileURLToPath(new URL('../agent/bench-agent.mjs', import.meta.url));

/** The scripted agent, built: stripping its types would cost every agent half of its start. */
const SCRIPTED_AGENT_MODULE = require.resolve('@ao/testing/package.json').replace(/package\.json$/, 'dist/scripted-agent/agent-module.js');

/** A data directory of its own, with its daemon. */
export interface BenchHome {
  /** Absolute path of the data directory. */
  readonly path: string;
  /** The environment of everything that is run for it. */
  readonly env: Readonly<Record<string, string>>;
  /** Starts its daemon; there must be none. */
  start(startOptions?: StartOptions): Promise<DaemonProcess>;
  /** The daemon that was started last. */
  daemon(): DaemonProcess;
  /** A client of the daemon that runs now. */
  client(): AoClient;
  /** Ends all sessions and the daemon. Starts one when none runs: only a daemon can find the sessions. */
  close(): Promise<void>;
}

/** How a home differs from the usual one. */
export interface BenchHomeOptions {
  /** The agents its daemon knows besides the built-in ones. Default: the agent `bench`. `none` leaves the daemon as it is delivered. */
  readonly agents?: 'bench' | 'scripted' | 'none' | undefined;
  /** Takes the place of the usual variables, for example for an agent that is installed elsewhere. */
  readonly env?: Readonly<Record<string, string>> | undefined;
}

/** Makes a home in a folder; no daemon runs yet. */
export function createBenchHome(folder: string, name: string, options: BenchHomeOptions = {}): BenchHome {
  const path = join(folder, name);
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const agents = options.agents ?? 'bench';
  const env: Readonly<Record<string, string>> = {
    PATH: `${join(process.execPath, '..')}${delimiter}${process.env['PATH'] ?? '/usr/bin:/bin'}`,
    HOME: folder,
    LANG: 'C.UTF-8',
    SHELL: '/bin/sh',
    AO_HOME: path,
    AO_PORT: '0',
    // How many sessions run must not depend on what else the machine does.
    AO_MIN_FREE_MEMORY: '0',
    NODE_COMPILE_CACHE: join(folder, 'compile-cache'),
    ...options.env,
    ...(agents === 'none' ? {} : { AO_AGENT: agents, AO_AGENT_MODULES: agents === 'bench' ? BENCH_AGENT_MODULE : SCRIPTED_AGENT_MODULE }),
  };
  let daemon: DaemonProcess | null = null;
  let isRunning = false;

  async function start(startOptions: StartOptions = {}): Promise<DaemonProcess> {
    const started = await startDaemonProcess(env, startOptions);
    daemon = started;
    isRunning = true;
    void started.ended.then(() => {
      if (daemon === started) isRunning = false;
    });
    return started;
  }

  return {
    path,
    env,
    start,
    daemon() {
      if (daemon === null) throw new Error('No daemon was started.');
      return daemon;
    },
    client: () => connectFromRunFile({ home: path }),
    async close() {
      if (daemon === null) return;
      const last = isRunning ? daemon : await start();
      await connectFromRunFile({ home: path }).daemon.shutdown({ endSessions: true });
      await last.ended;
    },
  };
}

import { resolve } from 'node:path';
import { holdProcessFor } from '@ao/adapter-kit';
import { AoError, type RuntimeHandle } from '@ao/domain';
import type { Clock, DestroyResult, Logger, RuntimeProbe, RuntimeV1, Subscription } from '@ao/ports';
import { gone } from './client/host-connection.ts';
import { checkRuntime } from './runtime-check.ts';
import { defaultHostEntry, type HostLauncherOptions, launchHost, prepareLaunch, removeLaunch } from './host-launcher.ts';
import { launchFolders, type LaunchLocation, locate } from './launch-location.ts';
import { destroyTerminal } from './terminal-destroy.ts';
import { isLaunchFolder, type KnownHosts, probeTerminal } from './terminal-probe.ts';
import { createTerminal, type Terminal } from './terminal.ts';

/** What the runtime needs. */
export interface PtyHostRuntimeOptions {
  /** Where terminals keep their files: `<directory>/<session>/<launch>/`. Made when missing, readable by the owner only. */
  readonly directory: string;
  /** Where sockets are put. Keep the path short: systems allow about 100 bytes. */
  readonly socketDirectory: string;
  readonly clock: Clock;
  readonly logger: Logger;
  /** The host program. Default: the one that comes with this package. Bundlers copy `dist/host.cjs` and name their copy here. */
  readonly hostEntry?: string | undefined;
  /** The Node.js that runs hosts. Default: the one this runs on. */
  readonly nodePath?: string | undefined;
  /** Size of one segment of the output log. Default 4 MiB. */
  readonly segmentBytes?: number | undefined;
  /** Segments kept for each terminal, at least 2. Default 4. */
  readonly segmentCount?: number | undefined;
}

/** The runtime with the optional abilities it has. */
export type PtyHostRuntime = RuntimeV1 & Required<Pick<RuntimeV1, 'output' | 'onExit'>>;

const SEGMENT_BYTES = 4 * 1024 * 1024;
const SEGMENT_COUNT = 4;
/** A terminal that could not be created is cleared away without waiting for its program to end politely. */
const FAILED_CREATE_GRACE_MS = 0;

/**
 * The runtime with one small process of its own for each terminal.
 *
 * - hosts are detached: they and their programs outlive this process, whichever way it ends
 * - everything a terminal is lies in its folder; a new instance on the same folders finds it all
 * - several instances may work on one folder at the same time
 */
export function createPtyHostRuntime(options: PtyHostRuntimeOptions): PtyHostRuntime {
  const { clock, logger } = options;
  const places = { directory: resolve(options.directory), socketDirectory: resolve(options.socketDirectory) };
  const launcher: HostLauncherOptions = {
    hostEntry: options.hostEntry ?? defaultHostEntry(),
    nodePath: options.nodePath ?? process.execPath,
    segmentBytes: options.segmentBytes ?? SEGMENT_BYTES,
    segmentCount: Math.max(2, options.segmentCount ?? SEGMENT_COUNT),
    clock,
  };
  const terminals = new Map<RuntimeHandle, Terminal>();
  const knownHosts: KnownHosts = new Map();
  const destroying = new Map<RuntimeHandle, Promise<DestroyResult>>();
  const exitListeners = new Set<(handle: RuntimeHandle) => void>();

  function locationOf(handle: RuntimeHandle): LaunchLocation {
    const location = locate(places, handle);
    if (location === null) throw gone(`"${handle}" names no terminal of this runtime`);
    return location;
  }

  function terminalOf(handle: RuntimeHandle): Terminal {
    const known = terminals.get(handle);
    if (known !== undefined) return known;
    const terminal = createTerminal({
      location: locationOf(handle),
      clock,
      logger: logger.child({ terminal: handle }),
      onExit: () => {
        for (const listener of exitListeners) listener(handle);
      },
    });
    terminals.set(handle, terminal);
    return terminal;
  }

  async function probe(handle: RuntimeHandle, signal: AbortSignal | undefined): Promise<RuntimeProbe> {
    const location = locate(places, handle);
    if (location === null)
      return { state: 'dead', exit: { at: clock.now(), code: null, signal: null, evidence: 'runtime_gone' }, lastOutputAt: null };
    const result = await probeTerminal(location, { clock, knownHosts }, signal);
    if (result.state === 'alive') terminalOf(handle).watch();
    return result;
  }

  /** What this process knows of a terminal that is no more: its handle may be given to another. */
  async function letGo({ handle, directory }: LaunchLocation): Promise<void> {
    const terminal = terminals.get(handle);
    terminals.delete(handle);
    knownHosts.delete(directory);
    await terminal?.close();
  }

  async function destroyOnce(location: LaunchLocation, graceMs: number): Promise<DestroyResult> {
    try {
      return await holdProcessFor(destroyTerminal(location, graceMs, clock));
    } finally {
      destroying.delete(location.handle);
    }
  }

  return {
    specificationVersion: 'runtime-v1',
    name: 'pty-host',
    check: () => checkRuntime(places, launcher),
    handleFor: launchFolders.handleOf,

    async create(request, signal) {
      const handle = launchFolders.handleOf(request.sessionId, request.launchId);
      const location = locationOf(handle);
      signal?.throwIfAborted();
      await prepareLaunch(location, request);
      try {
        const program = await launchHost(launcher, location, request, signal);
        terminalOf(handle).watch();
        return { handle, process: program };
      } catch (error) {
        await destroyOnce(location, FAILED_CREATE_GRACE_MS);
        await letGo(location);
        await removeLaunch(location);
        throw error;
      }
    },

    probe: (handles, signal) => holdProcessFor(Promise.all(handles.map((handle) => probe(handle, signal)))),

    async list() {
      const handles: RuntimeHandle[] = [];
      for (const handle of await launchFolders.list(places.directory)) {
        const location = locate(places, handle);
        if (location !== null && (await isLaunchFolder(location.directory))) handles.push(handle);
      }
      return handles;
    },

    write: async (handle, bytes) => terminalOf(handle).write(bytes),
    resize: async (handle, size) => terminalOf(handle).resize(size),
    screen: async (handle) => terminalOf(handle).screen(),
    lines: async (handle, count) => terminalOf(handle).lines(count),
    output: async (handle, fromOffset, maxBytes) => terminalOf(handle).output(fromOffset, maxBytes),
    attach: async (handle, request) => terminalOf(handle).attach(request),

    async destroy(handle, { graceMs }) {
      const location = locationOf(handle);
      const running = destroying.get(handle) ?? destroyOnce(location, graceMs);
      destroying.set(handle, running);
      return running;
    },

    async forget(handle) {
      const location = locate(places, handle);
      if (location === null) return;
      const state = await probeTerminal(location, { clock });
      if (state.state === 'unknown') throw state.error;
      if (state.state === 'alive') {
        throw new AoError('SESSION_NOT_ENDED', { message: `The terminal ${handle} is still running. End it first.`, details: { handle } });
      }
      await letGo(location);
      await removeLaunch(location);
    },

    onExit(listener): Subscription {
      exitListeners.add(listener);
      return { close: () => void exitListeners.delete(listener) };
    },

    async close() {
      exitListeners.clear();
      await Promise.all([...terminals.values()].map((terminal) => terminal.close()));
      terminals.clear();
    },
  };
}

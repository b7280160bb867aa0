import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { removeRunFile, writeRunFile } from '@ao/config';
import { createSessionTokens, loadSecret } from '../access/session-tokens.ts';
import { createAgentEnvironment } from '../environment/agent-environment.ts';
import { createSupervisor } from '../supervise/supervisor.ts';
import { VERSION } from '../version.ts';
import { createAdapters } from './adapters.ts';
import { createApi } from './api.ts';
import { endAllSessions } from './end-all-sessions.ts';
import { writeCommandShim } from './command-shim.ts';
import { createEngines } from './engines.ts';
import { openHome } from './open-home.ts';
import { createReconciliation } from './reconciliation-progress.ts';
import { runShutdown, type ShutdownPhase } from './shutdown-sequence.ts';
import { withTimeLimit } from './time-limit.ts';

/** How to start. */
export interface StartOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Relative settings start here. */
  readonly workingDirectory: string;
  readonly foreground: boolean;
  /** Path of the `ao` program that belongs to this daemon, for the PATH of agents. */
  readonly commandLine: string | undefined;
  /** Called when a client asked for the shutdown; it must lead to {@link RunningDaemon.stop}. */
  readonly onShutdownRequest: (request: { readonly endSessions: boolean }) => void;
}

/** A daemon that is ready. */
export interface RunningDaemon {
  readonly url: string;
  readonly pid: number;
  /** Ends it; agents go on unless `endSessions` is set. Answers the phases that failed. */
  stop(request: { readonly endSessions: boolean }): Promise<readonly string[]>;
  /**
   * Writes down why it ends and lets go of the home, at once and whatever fails; the process must exit after it. For an error nobody handled: what
   * is in memory may be half done, while what is stored is whole, and agents go on.
   */
  giveUp(error: unknown): void;
}

/** Starts the daemon in the order the design demands; what it depends on comes first, and it is ready before it looks after old sessions. */
export async function startDaemon(options: StartOptions): Promise<RunningDaemon> {
  const opened = await openHome(options);
  const { config, home, clock, logger, stores } = opened;
  const startedAt = clock.now();
  try {
    // Asked at once, but not waited for: only the first spawn needs it.
    const environment = createAgentEnvironment(options.env);

    const tokens = createSessionTokens(await loadSecret(join(home.runDirectory, 'secret')));
    const adapters = await createAdapters({ ...opened, environment });
    const engines = createEngines({
      opened,
      adapters,
      environment,
      env: options.env,
      sessionTokens: (id) => ({ AO_TOKEN: tokens.tokenFor(id) }),
      binaryDirectory: await writeCommandShim(home.home, options.commandLine),
    });
    const supervisor = createSupervisor({ clock, logger });
    for (const part of engines.immediate) supervisor.start(part);

    const reconciliation = createReconciliation({ manager: engines.manager, stores, clock, logger });
    const token = randomBytes(32).toString('base64url');
    const shutdown = options.onShutdownRequest;
    const { server, terminals, parts, observers } = createApi({
      opened,
      adapters,
      engines,
      environment,
      tokens,
      token,
      reconciliation,
      startedAt,
      env: options.env,
      commandLine: options.commandLine,
      shutdown,
    });
    for (const part of parts) supervisor.start(part);
    const { url, port } = await server.listen();
    writeRunFile(home.runFilePath, { process: opened.process, url, port, token, instanceId: home.instanceId, version: VERSION, startedAt });
    logger.info('ready', { url, version: VERSION, home: home.home });

    const stopping = new AbortController();
    const lookedAfter = reconciliation.run(stopping.signal).then(() => {
      if (!stopping.signal.aborted) for (const observer of [...engines.observers, ...observers]) supervisor.start(observer);
    });

    const shares = shareOut(config.shutdownTimeoutMs);
    async function stop({ endSessions }: { readonly endSessions: boolean }): Promise<readonly string[]> {
      logger.info('stopping', { endSessions });
      const phases: readonly ShutdownPhase[] = [
        { name: 'end sessions', run: () => (endSessions ? endAllSessions({ stores, manager: engines.manager, logger }) : undefined) },
        { name: 'end streams, stop intake', run: () => Promise.all([terminals.close(), server.close({ withinMs: shares.streamsMs })]) },
        { name: 'drain operations', run: () => withTimeLimit(clock, shares.drainMs, (limit) => engines.manager.drain(limit)) },
        { name: 'drain deliveries', run: () => supervisor.drain(shares.drainMs) },
        { name: 'stop the look after sessions', run: () => (stopping.abort(), lookedAfter) },
        { name: 'stop observers', run: () => supervisor.stop(shares.stopMs) },
        { name: 'let go of terminals', run: () => Promise.all([...adapters.runtimes.values()].map((runtime) => runtime.close())) },
        { name: 'remove the run file', run: () => removeRunFile(home.runFilePath, token) },
      ];
      const failed = await runShutdown(phases, logger);
      logger.info('stopped', { failed });
      opened.close();
      return failed;
    }
    function giveUp(error: unknown): void {
      logger.error('the daemon ends: nobody handled this error', { error });
      for (const letGo of [() => removeRunFile(home.runFilePath, token), opened.close]) {
        try {
          letGo();
        } catch (failure) {
          logger.error('letting go of the home failed', { error: failure });
        }
      }
    }
    return { url, pid: opened.process.pid, stop, giveUp };
  } catch (error) {
    logger.error('the daemon could not start', { error });
    opened.close();
    throw error;
  }
}

/** Shares the time for a shutdown out among its phases, so that all of them together keep it. */
function shareOut(totalMs: number): { readonly streamsMs: number; readonly drainMs: number; readonly stopMs: number } {
  return { streamsMs: totalMs * 0.2, drainMs: totalMs * 0.25, stopMs: totalMs * 0.2 };
}

import { homedir } from 'node:os';
import { dirname } from 'node:path';
import { mkdir } from 'node:fs/promises';
import { checkSocketPath, runCommand, writePrivateFile } from '@ao/adapter-kit';
import type { DurationMs } from '@ao/domain';
import type { Clock, Logger } from '@ao/ports';
import {
  type ControlAnswer,
  type ControlConnection,
  type ControlConnectionOptions,
  type ControlRequest,
  openControlConnection,
} from '../control/control-connection.ts';
import type { ControlEvent } from '../control/control-parser.ts';
import { openLastingPipes } from '../control/lasting-pipes.ts';
import type { RuntimePlaces } from '../launch-location.ts';
import { unavailable } from '../runtime-errors.ts';
import { PANE_FORMAT, type PaneFacts, parsePaneFacts } from '../terminal/pane-facts.ts';
import { CLIENT_FORMAT, findAbandonedClients, ownerName } from './client-owner.ts';
import { serverConfig, serverEnvironment } from './server-config.ts';
import { readRunningServer, recordServer } from './server-record.ts';
import { createServerTurns, type ServerTurns } from './server-turns.ts';
import { readSocketState } from './socket-state.ts';
import { findTerminalType } from './terminal-type.ts';
import type { TmuxProgram } from './tmux-program.ts';

/** Who hears what a client is told. */
export type ClientListeners = Pick<ControlConnectionOptions, 'onEvent' | 'onClosed'>;

/** A connection to one server. Pane ids that came from it hold for it alone. */
export interface ServerLink {
  readonly connection: ControlConnection;
  readonly serverPid: number;
  /** All terminals of ours on the server, by terminal id. Asks the server. */
  list(): Promise<ReadonlyMap<string, PaneFacts>>;
  /**
   * Has the server look after its children. tmux 3.3a misses the end of one that ends while it writes the list of users logged in, and
   * notices with the next one: so it gets one that ends at once.
   */
  nudge(): Promise<void>;
  /** The pane of a terminal; asks the server only when it was not seen yet. Null when there is none. */
  paneId(terminalId: string): Promise<string | null>;
  /**
   * One more client in control mode, looking at a pane.
   *
   * @throws AoError `RUNTIME_UNAVAILABLE` when the server does not answer
   */
  openViewer(paneId: string, listeners: ClientListeners): Promise<ControlConnection>;
  /** Commands by which a session comes or goes: not while a client in control mode is just coming. */
  change(request: ControlRequest, timeoutMs?: DurationMs): Promise<ControlAnswer>;
}

/** The private server of one home. */
export interface TmuxServer {
  /**
   * The connection to the server; null when none runs and none is to be started.
   *
   * @throws AoError `RUNTIME_UNAVAILABLE` when it cannot be told whether one runs, or it does not answer
   */
  link(start: 'start' | 'existing'): Promise<ServerLink | null>;
  /** Lets go; ends the server when nothing of anybody is on it. */
  close(): Promise<void>;
}

/** What the server needs. */
export interface TmuxServerOptions {
  readonly places: RuntimePlaces;
  readonly findProgram: () => Promise<TmuxProgram>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly historyLines: number;
  readonly onNotice: (event: Extract<ControlEvent, { type: 'notice' }>) => void;
  /** The server has gone, or has let go of us. */
  readonly onLost: () => void;
}

/** The session that is always there: a control client must look at one, and it must not be an agent's. */
const KEEPER_SESSION = 'ao';
const KEEPER_TEXT = 'This tmux server belongs to ao. Each agent has a session of its own: C-b s lists them.';
const HELLO_TIMEOUT_MS = 4_000;
const REVIVE_WAIT_MS = 2_000;
const REVIVE_LOOK_MS = 20;
/** Viewers that read too slowly for so long are paused by the server, and get a new picture. */
const PAUSE_AFTER_SECONDS = 5;
/** What tmux tells when a client has begun to look at a session. */
const CLIENT_CAME = 'client-session-changed';
/** Only the session that is always there is left. */
const NO_AGENTS = '#{==:#{S:x},x}';
const LEAVING_WAIT_MS = 1_000;
const LEAVING_LOOK_MS = 20;
const LATE_WAIT_MS = 500;

/** Makes the access to a private server. Starts nothing by itself. */
export function createTmuxServer(options: TmuxServerOptions): TmuxServer {
  const { places, clock, logger } = options;
  const configPath = `${places.directory}/tmux.conf`;
  const pipesPath = `${places.directory}/client`;
  let current: ServerLink | null = null;
  let opening: Promise<unknown> = Promise.resolve();
  const turns = createServerTurns();
  let lookingForLate = false;
  let closed = false;

  async function open(start: 'start' | 'existing'): Promise<ServerLink | null> {
    if (current !== null) return current;
    if (closed) throw unavailable('the runtime is closed');
    if (!(await isThere()) && start === 'existing') return null;
    const { path } = await options.findProgram();
    if (start === 'start') {
      const terminalType = await findTerminalType(homedir());
      checkSocketPath(places.socketPath);
      await mkdir(dirname(places.socketPath), { recursive: true, mode: 0o700 });
      await writePrivateFile(configPath, serverConfig({ terminalType, historyLines: options.historyLines }));
    }
    const program = [path, '-u', '-S', places.socketPath, '-f', configPath];
    const base = [...program, '-C'];
    const owner = await ownerName(process.pid);
    const clientEnvironment = { ...serverEnvironment(homedir()), ...(owner === null ? {} : { TERM: owner }) };
    await endLeftClients((timeoutMs) => listClientsPlainly(program, clientEnvironment, timeoutMs));
    return turns.admit(() => connect(base, clientEnvironment));
  }

  async function connect(base: readonly string[], clientEnvironment: Readonly<Record<string, string>>): Promise<ServerLink> {
    let lost = false;
    const pipes = await openLastingPipes(pipesPath);
    const connection = openControlConnection({
      argv: [...base, 'new-session', '-A', '-E', '-s', KEEPER_SESSION, '-f', 'ignore-size,no-output', '--', '/bin/echo', KEEPER_TEXT],
      env: clientEnvironment,
      clock,
      pipes,
      onEvent(event) {
        if (event.type !== 'notice') return;
        if (event.name === CLIENT_CAME) void endLateClients(connection);
        options.onNotice(event);
      },
      onClosed(reason) {
        lost = true;
        if (current?.connection !== connection) return;
        current = null;
        if (closed) return;
        logger.warn('the connection to the tmux server was lost', { reason });
        options.onLost();
      },
    });
    let serverPid = 0;
    try {
      const { closing } = await connection.request({ lines: [], closing: { paneId: '', format: '#{pid}' } }, HELLO_TIMEOUT_MS);
      serverPid = Number(closing);
      await recordServer(places.directory, serverPid);
    } catch (error) {
      void connection.close();
      throw error;
    }
    if (lost) throw unavailable('its server has just ended');
    const link = createLink({
      connection,
      serverPid,
      turns,
      async startClient(paneId, listeners) {
        const pipesOfViewer = await openLastingPipes(pipesPath);
        const argv = [...base, ...viewerCommand(paneId)];
        return openControlConnection({ ...listeners, argv, env: clientEnvironment, clock, pipes: pipesOfViewer });
      },
    });
    current = link;
    return link;
  }

  /**
   * Ends the clients of daemons that are gone and waits until the server knows: it tells all clients of each that goes. Before a first
   * connection, a plain client is asked to list them, which tmux tells nothing. A server that hangs so gets no clients in control mode
   * which all come at once when it goes on.
   */
  async function endLeftClients(list: (timeoutMs: DurationMs) => Promise<readonly string[]>): Promise<void> {
    const deadline = clock.monotonic() + LEAVING_WAIT_MS;
    for (;;) {
      const left = await findAbandonedClients(await list(HELLO_TIMEOUT_MS));
      if (left.length === 0 || clock.monotonic() >= deadline) return;
      for (const pid of left) {
        logger.debug('a client of a daemon that is gone was ended', { pid });
        killIfThere(pid);
      }
      await clock.sleep(LEAVING_LOOK_MS);
    }
  }

  async function listClientsPlainly(
    program: readonly string[],
    env: Readonly<Record<string, string>>,
    timeoutMs: DurationMs,
  ): Promise<readonly string[]> {
    const late = new AbortController();
    const timer = clock.setTimer(timeoutMs, () => late.abort());
    const argv = [...program, 'list-clients', '-F', CLIENT_FORMAT];
    const result = await runCommand({ argv, env, cwd: '/', signal: late.signal });
    timer.cancel();
    if (result.outcome === 'aborted') throw unavailable(`its server did not answer within ${timeoutMs / 1000} s`);
    // Without a server there are no clients.
    return result.exitCode === 0 ? result.stdout.split('\n') : [];
  }

  /**
   * What a daemon that was killed had only begun to start would stay for as long as the server. Such clients come together: none is ended
   * while the next is just coming.
   */
  async function endLateClients(connection: ControlConnection): Promise<void> {
    if (lookingForLate) return;
    lookingForLate = true;
    await clock.sleep(LATE_WAIT_MS);
    lookingForLate = false;
    const list = async () => {
      const { replies } = await connection.request({ lines: [`list-clients -F "${CLIENT_FORMAT}"`] }, HELLO_TIMEOUT_MS);
      return (replies[0]?.lines ?? []).map(String);
    };
    try {
      const left = await findAbandonedClients(await list());
      if (left.length > 0) await turns.announce(() => endLeftClients(list));
    } catch (error) {
      logger.debug('clients of daemons that are gone were not looked for', { error });
    }
  }

  /** Whether a server runs. One whose socket was removed is told to make it anew: a second one beside it would lose all it holds. */
  async function isThere(): Promise<boolean> {
    const deadline = clock.monotonic() + REVIVE_WAIT_MS;
    for (let told = false; ; ) {
      const state = await readSocketState(places.socketPath);
      if (state === 'listening') return true;
      const running = await readRunningServer(places.directory);
      if (running === null) {
        if (state === 'nobody') return false;
        throw unavailable(`its socket ${places.socketPath} does not answer`);
      }
      if (!told) process.kill(running.pid, 'SIGUSR1');
      told = true;
      if (clock.monotonic() >= deadline) throw unavailable(`its server (process ${running.pid}) runs but cannot be reached`);
      await clock.sleep(REVIVE_LOOK_MS);
    }
  }

  /** Ends the server unless somebody is on it: an agent, or a person with a terminal. */
  async function endWhenEmpty({ connection }: ServerLink): Promise<void> {
    const lines = ['list-clients -F "#{client_control_mode}"'];
    const { replies, closing } = await connection.request({ lines, closing: { paneId: '', format: NO_AGENTS } }, HELLO_TIMEOUT_MS);
    const isVisited = replies[0]?.lines.some((line) => line.toString() === '0') === true;
    if (closing !== '1' || isVisited) return;
    await connection.request({ lines: [`if-shell -F "${NO_AGENTS}" kill-server`] }, HELLO_TIMEOUT_MS).catch(() => undefined);
    // One that still answers has not taken the word: an agent came at the last moment.
    const goesOn = await connection.request({ lines: [] }, HELLO_TIMEOUT_MS).then(
      () => true,
      () => false,
    );
    if (!goesOn) await awaitEnd();
  }

  /**
   * Waits until an empty server that was told to end has gone. tmux 3.3a waits for ever for a client in control mode whose owner was killed
   * in the middle of reading.
   */
  async function awaitEnd(): Promise<void> {
    const deadline = clock.monotonic() + LEAVING_WAIT_MS;
    for (;;) {
      const running = await readRunningServer(places.directory);
      if (running === null) return;
      if (clock.monotonic() >= deadline) {
        logger.warn('an empty tmux server did not end and was killed', { pid: running.pid });
        process.kill(running.pid, 'SIGKILL');
        return;
      }
      await clock.sleep(LEAVING_LOOK_MS);
    }
  }

  return {
    link(start) {
      if (current !== null) return Promise.resolve(current);
      const attempt = opening.then(() => open(start));
      opening = attempt.catch(() => undefined);
      return attempt;
    },
    async close() {
      // One that was left by somebody who could not end it any more is ended by whoever comes last.
      const last = opening.then(() => open('existing')).catch(() => null);
      opening = last;
      const link = await last;
      closed = true;
      current = null;
      if (link === null) return;
      await endWhenEmpty(link).catch(() => logger.debug('the tmux server has gone or does not answer'));
      await link.connection.close();
    },
  };
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself.
  }
}

function viewerCommand(paneId: string): readonly string[] {
  return ['attach-session', '-E', '-t', paneId, '-f', `ignore-size,pause-after=${PAUSE_AFTER_SECONDS}`];
}

interface LinkParts extends Pick<ServerLink, 'connection' | 'serverPid'> {
  readonly turns: ServerTurns;
  readonly startClient: (paneId: string, listeners: ClientListeners) => Promise<ControlConnection>;
}

function createLink({ connection, serverPid, turns, startClient }: LinkParts): ServerLink {
  const paneIds = new Map<string, string>();

  async function list(): Promise<ReadonlyMap<string, PaneFacts>> {
    const { replies } = await connection.request({ lines: [`list-panes -a -F "${PANE_FORMAT}"`] });
    const panes = new Map<string, PaneFacts>();
    for (const line of replies[0]?.lines ?? []) {
      const facts = parsePaneFacts(line.toString());
      if (facts !== null) panes.set(facts.terminalId, facts);
    }
    paneIds.clear();
    for (const { terminalId, paneId } of panes.values()) paneIds.set(terminalId, paneId);
    return panes;
  }

  async function openViewer(paneId: string, listeners: ClientListeners): Promise<ControlConnection> {
    // Nobody is let in half by a server that hangs.
    await connection.request({ lines: [] });
    const viewer = await startClient(paneId, listeners);
    const leave = () =>
      turns.announce(async () => {
        await viewer.close();
        // It has heard of the one who left before it answers.
        await connection.request({ lines: [] }).catch(() => undefined);
      });
    try {
      await viewer.request({ lines: [] });
    } catch (error) {
      void leave();
      throw error;
    }
    return { ...viewer, close: leave };
  }

  return {
    connection,
    serverPid,
    openViewer: (paneId, listeners) => turns.admit(() => openViewer(paneId, listeners)),
    change: (request, timeoutMs) => turns.announce(() => connection.request(request, timeoutMs)),
    list,
    async nudge() {
      await connection.request({ lines: ['run-shell -b true'] });
    },
    async paneId(terminalId) {
      return paneIds.get(terminalId) ?? (await list()).get(terminalId)?.paneId ?? null;
    },
  };
}

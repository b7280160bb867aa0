import { homedir } from 'node:os';
import { dirname } from 'node:path';
import { mkdir } from 'node:fs/promises';
import { checkSocketPath, writePrivateFile } from '@ao/adapter-kit';
import type { Clock, Logger } from '@ao/ports';
import { type ControlConnection, openControlConnection } from '../control/control-connection.ts';
import type { ControlEvent } from '../control/control-parser.ts';
import type { RuntimePlaces } from '../launch-location.ts';
import { unavailable } from '../runtime-errors.ts';
import { PANE_FORMAT, type PaneFacts, parsePaneFacts } from '../terminal/pane-facts.ts';
import { CLIENT_FORMAT, findAbandonedClients, ownerName } from './client-owner.ts';
import { serverConfig, serverEnvironment } from './server-config.ts';
import { readRunningServer, recordServer } from './server-record.ts';
import { readSocketState } from './socket-state.ts';
import { findTerminalType } from './terminal-type.ts';
import type { TmuxProgram } from './tmux-program.ts';

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
  /** The command of one more client in control mode, looking at a pane. */
  viewerArgv(paneId: string): readonly string[];
  /** The environment of clients. */
  readonly clientEnvironment: Readonly<Record<string, string>>;
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

/** Makes the access to a private server. Starts nothing by itself. */
export function createTmuxServer(options: TmuxServerOptions): TmuxServer {
  const { places, clock, logger } = options;
  const configPath = `${places.directory}/tmux.conf`;
  let current: ServerLink | null = null;
  let opening: Promise<unknown> = Promise.resolve();
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
    const base = [path, '-u', '-S', places.socketPath, '-f', configPath, '-C'];
    const owner = await ownerName(process.pid);
    const clientEnvironment = { ...serverEnvironment(homedir()), ...(owner === null ? {} : { TERM: owner }) };
    let lost = false;
    const connection = openControlConnection({
      argv: [...base, 'new-session', '-A', '-E', '-s', KEEPER_SESSION, '-f', 'ignore-size,no-output', '--', '/bin/echo', KEEPER_TEXT],
      env: clientEnvironment,
      clock,
      onEvent(event) {
        if (event.type !== 'notice') return;
        if (event.name === CLIENT_CAME) void endAbandonedClients(connection);
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
    await endAbandonedClients(connection);
    const link = createLink({ connection, serverPid, clientEnvironment, viewerArgv: (paneId) => [...base, ...viewerCommand(paneId)] });
    current = link;
    return link;
  }

  /** The clients of a daemon that was killed would stay for as long as the server: those that are there, and those it had only begun to start. */
  async function endAbandonedClients(connection: ControlConnection): Promise<void> {
    try {
      const { replies } = await connection.request({ lines: [`list-clients -F "${CLIENT_FORMAT}"`] }, HELLO_TIMEOUT_MS);
      for (const pid of await findAbandonedClients((replies[0]?.lines ?? []).map(String))) {
        logger.debug('a client of a daemon that is gone was ended', { pid });
        killIfThere(pid);
      }
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

function createLink(parts: Pick<ServerLink, 'connection' | 'serverPid' | 'viewerArgv' | 'clientEnvironment'>): ServerLink {
  const { connection } = parts;
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

  return {
    ...parts,
    list,
    async nudge() {
      await connection.request({ lines: ['run-shell -b true'] });
    },
    async paneId(terminalId) {
      return paneIds.get(terminalId) ?? (await list()).get(terminalId)?.paneId ?? null;
    },
  };
}

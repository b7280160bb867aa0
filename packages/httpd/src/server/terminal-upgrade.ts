import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { AoError, toAoError } from '@ao/domain';
import { BINARY_HEADER_BYTES, INPUT_FRAME_MAX_BYTES } from '@ao/terminal';
import { type WebSocket, WebSocketServer } from 'ws';
import { authenticate } from '../access/bearer-token.ts';
import { checkOrigin } from '../access/request-origin.ts';
import { terminalAccessOf } from '../access/terminal-access.ts';
import { requestIdFrom } from '../app/answer-headers.ts';
import type { UpgradeRules } from '../app/http-app.ts';
import type { HttpClock, HttpLogger } from '../app/http-environment.ts';
import { connectTerminal } from '../routes/terminal/connect-terminal.ts';
import { terminalChannelOver } from './terminal-channel.ts';
import { refuseUpgrade } from './upgrade-answer.ts';

/** The subprotocol that is answered when it is offered. */
const TERMINAL_SUBPROTOCOL = 'ao.terminal.v1';

/** WebSocket's code for a server that goes away. */
const GOING_AWAY = 1001;

/** A client that answered no ping for this long is gone, whatever its connection looks like. */
const PING_EVERY_MS = 30_000;

/** What upgrades need. */
export interface TerminalUpgradeOptions {
  readonly rules: UpgradeRules;
  readonly clock: HttpClock;
  readonly logger: HttpLogger;
}

/** The WebSocket side of the server. */
export interface TerminalUpgrades {
  /** Handles Node's `upgrade` event: the same checks as for every request, then the handshake. */
  handle(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Asks all clients to go. */
  close(): void;
  /** Cuts those that did not. */
  cut(): void;
}

/** Makes the WebSocket side. Compression stays off: on this machine it costs five times the work and saves nothing. */
export function createTerminalUpgrades(options: TerminalUpgradeOptions): TerminalUpgrades {
  const { rules, clock, logger } = options;
  const unanswered = new Set<WebSocket>();
  let pinging: { cancel(): void } | null = null;
  const server = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: INPUT_FRAME_MAX_BYTES + BINARY_HEADER_BYTES,
    handleProtocols: (offered) => (offered.has(TERMINAL_SUBPROTOCOL) ? TERMINAL_SUBPROTOCOL : false),
  });
  // Whatever is wrong with a handshake that passed our own checks.
  server.on('wsClientError', (error, socket, request) => {
    refuseUpgrade(
      socket,
      new AoError('INVALID_REQUEST', { message: `The WebSocket handshake is not right: ${error.message}.` }),
      idOf(request),
    );
  });

  function idOf(request: IncomingMessage): string {
    const header = request.headers['x-request-id'];
    return requestIdFrom(typeof header === 'string' ? header : undefined, rules.createRequestId);
  }

  function check(request: IncomingMessage) {
    const { headers } = request;
    const port = request.socket.localPort ?? 0;
    checkOrigin({ host: headers.host, origin: headers.origin, path: '', port }, rules.originRules);
    const [path] = (request.url ?? '').split('?');
    if (path !== connectTerminal.path) throw new AoError('ROUTE_NOT_FOUND');
    if (headers.upgrade?.toLowerCase() !== 'websocket') throw new AoError('UPGRADE_REQUIRED');
    const caller = authenticate(rules.access, { authorization: headers.authorization, subprotocols: headers['sec-websocket-protocol'] });
    if (rules.stopping.aborted) throw new AoError('DAEMON_STOPPING');
    return terminalAccessOf(caller);
  }

  function accept(socket: WebSocket, access: ReturnType<typeof check>): void {
    const connection = rules.terminals.connect(terminalChannelOver(socket), { access });
    socket.on('message', (data, isBinary) => {
      // One piece, because that is how this server's sockets were told to hand messages over.
      const bytes = data as Buffer;
      if (isBinary) connection.receiveBinary(bytes);
      else connection.receiveText(bytes.toString('utf8'));
    });
    socket.on('pong', () => unanswered.delete(socket));
    socket.on('error', (error) => logger.debug('A terminal connection failed.', { error }));
    socket.on('close', () => {
      unanswered.delete(socket);
      connection.closed();
      if (server.clients.size === 0) stopPinging();
    });
    pinging ??= clock.setTimer(PING_EVERY_MS, pingAll);
  }

  function pingAll(): void {
    pinging = clock.setTimer(PING_EVERY_MS, pingAll);
    for (const socket of server.clients) {
      if (unanswered.has(socket)) {
        socket.terminate();
        continue;
      }
      unanswered.add(socket);
      socket.ping();
    }
  }

  function stopPinging(): void {
    pinging?.cancel();
    pinging = null;
  }

  return {
    handle(request, socket, head) {
      // The client may go away while it is being answered.
      socket.on('error', () => {});
      try {
        const access = check(request);
        server.handleUpgrade(request, socket, head, (opened) => accept(opened, access));
      } catch (thrown) {
        refuseUpgrade(socket, toAoError(thrown, 'upgrading to WebSocket'), idOf(request));
      }
    },
    close() {
      for (const socket of server.clients) socket.close(GOING_AWAY, 'the daemon is stopping');
    },
    cut() {
      for (const socket of server.clients) socket.terminate();
    },
  };
}

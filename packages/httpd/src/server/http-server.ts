import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { AoError } from '@ao/domain';
import type { HttpApp } from '../app/http-app.ts';
import type { HttpClock, HttpLogger } from '../app/http-environment.ts';
import { createTerminalUpgrades } from './terminal-upgrade.ts';

/** How long a client may take to send its headers. */
const HEADERS_TIMEOUT_MS = 10_000;

/** Where the API is served. */
export interface HttpServerOptions {
  readonly app: HttpApp;
  /** Default 127.0.0.1. Only loopback addresses are accepted. */
  readonly host?: '127.0.0.1' | '::1' | undefined;
  /** 0 takes any free port. */
  readonly port: number;
  readonly clock: HttpClock;
  readonly logger: HttpLogger;
}

/** The address the API is reached at. */
export interface HttpAddress {
  readonly port: number;
  /** For example `http://127.0.0.1:3001`. */
  readonly url: string;
}

/** The API on a port. The caller owns it and must close it. */
export interface HttpServer {
  /** Opens the port. Rejects with `PORT_IN_USE`. */
  listen(): Promise<HttpAddress>;
  /** Takes no more connections, ends streams properly, lets answers be finished, and cuts what is left when the time is over. */
  close(options: { readonly withinMs: number }): Promise<void>;
}

/** Makes a server for the API. Nothing is opened before {@link HttpServer.listen}. */
export function createHttpServer(options: HttpServerOptions): HttpServer {
  const { app, clock, logger } = options;
  const host = options.host ?? '127.0.0.1';
  const server = createAdaptorServer({
    fetch: (request, bindings) => app.fetch(request, bindings as HttpBindings),
    serverOptions: {
      headersTimeout: HEADERS_TIMEOUT_MS,
      noDelay: true,
      // Some clients offer other protocols along with ordinary requests; those are answered as they are.
      shouldUpgradeCallback: (request) => request.headers.upgrade?.toLowerCase() === 'websocket',
    },
    overrideGlobalObjects: false,
  }) as Server;
  const upgrades = createTerminalUpgrades({ rules: app.upgrades, clock, logger });
  server.on('upgrade', (request, socket, head) => upgrades.handle(request, socket, head));
  let isClosing = false;
  // A connection whose answer ends while the server closes would be kept open for a next request that nobody may make.
  server.on('request', (_, response) => {
    response.once('close', () => {
      if (isClosing) setImmediate(() => server.closeIdleConnections());
    });
  });

  return {
    listen() {
      return new Promise((resolve, reject) => {
        server.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, options.port)));
        server.listen(options.port, host, () => {
          server.on('error', (error) => logger.error('The HTTP server failed.', { error }));
          const { port } = server.address() as AddressInfo;
          resolve({ port, url: `http://${host === '::1' ? '[::1]' : host}:${port}` });
        });
      });
    },
    async close({ withinMs }) {
      isClosing = true;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      const streamsClosed = app.stop();
      upgrades.close();
      server.closeIdleConnections();
      const limit = clock.setTimer(withinMs, () => {
        upgrades.cut();
        server.closeAllConnections();
      });
      await Promise.all([closed, streamsClosed]);
      limit.cancel();
    },
  };
}

function listenError(error: NodeJS.ErrnoException, port: number): AoError {
  if (error.code === 'EADDRINUSE') {
    return new AoError('PORT_IN_USE', {
      message: `Another program listens on port ${port}. Set AO_PORT to another port, or 0 for any free one.`,
      details: { port },
      cause: error,
    });
  }
  if (error.code === 'EACCES') {
    return new AoError('PORT_IN_USE', {
      message: `Port ${port} may not be opened by this user. Set AO_PORT to a port above 1023, or 0 for any free one.`,
      details: { port },
      cause: error,
    });
  }
  return new AoError('INTERNAL', { message: `Port ${port} could not be opened: ${error.message}`, cause: error });
}

import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { AoError } from '@ao/domain';
import { SERVER_HOST } from '../server/opencode-address.ts';

/** Below the ports that systems give to outgoing connections, above those that services are known by. */
const FIRST_PORT = 20_000;
const BEHIND_LAST_PORT = 32_768;
const ATTEMPTS = 50;
/** Until then an agent has taken the port it was given, or never will. */
const RESERVED_MS = 5 * 60_000;

/** Finds ports for launches to come. */
export type PortSource = () => Promise<number>;

/**
 * Makes a source of ports that are free now, each given once within some minutes, so that launches planned at the same time do not
 * meet. A stranger may still take one before the agent does; see `whoListens` for how that is noticed.
 */
export function createPortSource(options: {
  readonly now: () => number;
  /** A whole number from the first up to, but not with, the second. Default: the system's random source. */
  readonly random?: ((from: number, behind: number) => number) | undefined;
}): PortSource {
  const random = options.random ?? randomInt;
  const given = new Map<number, number>();
  return async () => {
    const now = options.now();
    for (const [port, at] of given) if (now - at > RESERVED_MS) given.delete(port);
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const port = random(FIRST_PORT, BEHIND_LAST_PORT);
      if (given.has(port)) continue;
      given.set(port, now);
      if (await isFree(port)) return port;
    }
    throw new AoError('AGENT_LAUNCH_FAILED', {
      message: `No free port was found between ${FIRST_PORT} and ${BEHIND_LAST_PORT - 1} for the server of opencode. Close what listens there, then try again.`,
    });
  };
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: SERVER_HOST, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

import { AoError } from '@ao/domain';

const NEEDED = { major: 22, minor: 18 } as const;

/**
 * Refuses versions of Node.js the SQLite binding does not survive: on Node 20 it loads, and then crashes the process when a
 * database is opened, so that nobody could be told why.
 *
 * @throws AoError `NODE_TOO_OLD`.
 */
export function assertNodeVersion(version: string = process.versions.node): void {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > NEEDED.major || (major === NEEDED.major && minor >= NEEDED.minor)) return;
  throw new AoError('NODE_TOO_OLD', {
    message: `ao needs Node.js ${NEEDED.major}.${NEEDED.minor} or newer, this is ${version}. Install a newer one, then try again.`,
    details: { version },
  });
}

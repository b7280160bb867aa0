import { join } from 'node:path';
import { createSystemClock } from '@ao/adapter-kit';
import type { LaunchId, SessionId } from '@ao/domain';
import { createSilentLogger } from '@ao/testing';
import { createPtyHostRuntime } from '../pty-host-runtime.ts';

// A stand-in for the daemon: runs a script in a terminal, prints the handle, and waits to be killed.
const [home = '', hostEntry = '', script = ''] = process.argv.slice(2);
const runtime = createPtyHostRuntime({
  directory: join(home, 'terminals'),
  socketDirectory: join(home, 'run'),
  clock: createSystemClock(),
  logger: createSilentLogger(),
  hostEntry,
});
const { handle } = await runtime.create({
  sessionId: 'held-1' as SessionId,
  launchId: 'launch-1' as LaunchId,
  argv: ['/bin/sh', '-c', script],
  cwd: home,
  env: { PATH: '/usr/bin:/bin' },
  size: { columns: 80, rows: 24 },
});
process.stdout.write(`${handle}\n`);
setInterval(() => {}, 1_000_000);

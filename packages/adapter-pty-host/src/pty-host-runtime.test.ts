import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createSystemClock } from '@ao/adapter-kit';
import { runtimeSuite } from '@ao/conformance';
import { createSilentLogger } from '@ao/testing';
import { describe, test } from 'vitest';
import { readHostRecord } from './files/launch-records.ts';
import { createPtyHostRuntime } from './pty-host-runtime.ts';

describe('the runtime keeps its contract', () => {
  runtimeSuite({
    test,
    create: async () => {
      const home = await mkdtemp(join(tmpdir(), 'ao-pty-'));
      return {
        open: () =>
          createPtyHostRuntime({
            directory: join(home, 'terminals'),
            socketDirectory: join(home, 'run'),
            clock: createSystemClock(),
            logger: createSilentLogger(),
          }),
        breakDown: async () => {
          const hosts = await hostsIn(join(home, 'terminals'));
          for (const pid of hosts) process.kill(pid, 'SIGSTOP');
          return async () => {
            for (const pid of hosts) process.kill(pid, 'SIGCONT');
          };
        },
        remove: () => rm(home, { recursive: true, force: true }),
      };
    },
  });
});

async function hostsIn(directory: string): Promise<readonly number[]> {
  const files = await readdir(directory, { recursive: true });
  const records = await Promise.all(
    files.filter((file) => file.endsWith('host.json')).map((file) => readHostRecord(join(directory, dirname(file)))),
  );
  return records.flatMap((record) => record?.host.pid ?? []);
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSystemClock } from '@ao/adapter-kit';
import { runtimeSuite } from '@ao/conformance';
import { createSilentLogger } from '@ao/testing';
import { describe, test } from 'vitest';
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
        remove: () => rm(home, { recursive: true, force: true }),
      };
    },
  });
});

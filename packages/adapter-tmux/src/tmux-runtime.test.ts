import { readFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSystemClock } from '@ao/adapter-kit';
import { runtimeSuite } from '@ao/conformance';
import { createSilentLogger } from '@ao/testing';
import { describe, test } from 'vitest';
import { assertNoServer } from './__fixtures__/tmux-home.ts';
import { createTmuxRuntime } from './tmux-runtime.ts';

describe('the runtime keeps its contract', () => {
  runtimeSuite({
    test,
    lacks: ['output_history', 'last_words'],
    create: async () => {
      const home = await mkdtemp(join(tmpdir(), 'ao-tmux-'));
      return {
        open: () =>
          createTmuxRuntime({
            directory: join(home, 'terminals'),
            socketDirectory: join(home, 'run'),
            clock: createSystemClock(),
            logger: createSilentLogger(),
          }),
        async breakDown() {
          const record = JSON.parse(await readFile(join(home, 'terminals', 'server.json'), 'utf8')) as {
            readonly server: { readonly pid: number };
          };
          process.kill(record.server.pid, 'SIGSTOP');
          return async () => void process.kill(record.server.pid, 'SIGCONT');
        },
        async remove() {
          await assertNoServer(join(home, 'terminals'));
          await rm(home, { recursive: true, force: true });
        },
      };
    },
  });
});

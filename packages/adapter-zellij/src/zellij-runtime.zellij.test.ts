import { runtimeSuite } from '@ao/conformance';
import { describe, test } from 'vitest';
import { createZellijHome, zellijPath } from './__fixtures__/zellij-home.ts';

describe.skipIf(zellijPath === null)('the runtime keeps its contract', () => {
  runtimeSuite({
    test,
    lacks: ['output_history', 'screen_modes'],
    create: async () => {
      const home = await createZellijHome();
      return {
        open: () => home.open(),
        breakDown: async () => {
          const pids = await Promise.all((await home.runtime.list()).map(async (handle) => (await home.attendantsOf(handle)).server));
          for (const pid of pids) process.kill(pid, 'SIGSTOP');
          return async () => {
            for (const pid of pids) process.kill(pid, 'SIGCONT');
          };
        },
        remove: () => home.remove(),
      };
    },
  });
});

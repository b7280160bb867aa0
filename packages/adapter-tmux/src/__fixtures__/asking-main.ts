// Asks the server of a home about a terminal over several connections until it is killed: `asking-main.ts <home> <handle> <tmux> <count>`.
import type { RuntimeHandle } from '@ao/domain';
import { createSilentLogger } from '@ao/testing';
import { createTmuxRuntime } from '../tmux-runtime.ts';
import { clock } from './tmux-home.ts';

const [, , home = '', handle = '', tmuxPath = '', count = ''] = process.argv;
setInterval(() => {}, 60_000);
for (let index = 0; index < Number(count); index += 1) {
  const places = { directory: `${home}/terminals`, socketDirectory: `${home}/run` };
  const runtime = createTmuxRuntime({ ...places, tmuxPath, clock, logger: createSilentLogger() });
  void runtime.probe([handle as RuntimeHandle]);
}

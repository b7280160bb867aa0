// Looks at a terminal until it is killed: `looking-main.ts <home> <handle>`.
import type { RuntimeHandle } from '@ao/domain';
import { createSilentLogger } from '@ao/testing';
import { createTmuxRuntime } from '../tmux-runtime.ts';
import { clock } from './tmux-home.ts';

const [, , home = '', handle = ''] = process.argv;
setInterval(() => {}, 60_000);
const runtime = createTmuxRuntime({ directory: `${home}/terminals`, socketDirectory: `${home}/run`, clock, logger: createSilentLogger() });
await runtime.attach(handle as RuntimeHandle, { onFrame: () => {}, onLost: () => {} });
process.stdout.write('looking\n');

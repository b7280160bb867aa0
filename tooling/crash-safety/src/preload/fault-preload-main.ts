/**
 * Loaded into a daemon before anything else (`node --import`): the daemon itself knows nothing of it. Counts what the daemon does to
 * its database, its files and its programs, and lets one of these go wrong.
 */
import { type FaultOrder, FAULT_VARIABLES } from './fault-order.ts';
import { hurryTimers } from './hurry-timers.ts';
import { createPointCounter } from './point-counter.ts';
import { watchCommits } from './watch-commits.ts';
import { watchFiles } from './watch-files.ts';
import { type Servants, watchPrograms } from './watch-programs.ts';

function taken(name: string): string | undefined {
  const value = process.env[name];
  delete process.env[name];
  return value;
}

const logPath = taken(FAULT_VARIABLES.log);
const folder = taken(FAULT_VARIABLES.folder);
const firstOrder = taken(FAULT_VARIABLES.order);
const haste = Number(taken(FAULT_VARIABLES.haste) ?? 1);
const program = process.argv[1];
if (logPath === undefined || folder === undefined || program === undefined) throw new Error('This is for daemons under test only.');

const servants: Servants = new Set();
const killSelf = (): void => void process.kill(process.pid, 'SIGKILL');
const counter = createPointCounter(logPath, (kind) => {
  if (kind === 'kill_all') for (const { pid } of servants) killGroup(pid);
  killSelf();
});

function killGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

if (haste > 1) hurryTimers(haste);
if (firstOrder !== undefined) {
  // The suite wrote it a moment ago, by the same type.
  const order: unknown = JSON.parse(firstOrder);
  counter.give(order as FaultOrder);
}
watchCommits(program, counter);
watchFiles(folder, counter);
watchPrograms(counter, servants, killSelf);

process.on('message', (order: FaultOrder) => {
  counter.give(order);
  process.send?.('taken');
});
process.channel?.unref();

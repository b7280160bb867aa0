import { setTimeout as pause } from 'node:timers/promises';
import { type HomeProcess, processesOf } from '../harness/home-processes.ts';
import type { DemoDisplay } from './demo-display.ts';
import type { DemoPlace } from './demo-place.ts';

/** Processes that were told to end may take this long to be gone. */
const GONE_WITHIN_MS = 5_000;
const LOOK_EVERY_MS = 100;

/**
 * Ends the daemon and everything it started, removes the folder, looks whether anything is left, and says so. Answers false when
 * something had to be ended by force.
 */
export async function cleanUp(place: DemoPlace, display: DemoDisplay): Promise<boolean> {
  const { paint } = display;
  const running = processesOf(place.folder);
  const stopped = running.length === 0 ? null : await place.ao(['stop', '--all']);
  const left = await leftAfter(place.folder, GONE_WITHIN_MS);
  for (const { pid } of left) endByForce(pid);
  place.remove();
  if (left.length === 0) {
    const what = running.length === 0 ? 'nothing was running' : `${running.length} processes (daemon, terminals, agents) have ended`;
    display.print(`${paint('good', '✓')} Nothing is left behind: ${what}, ${place.folder} is removed.`);
    return true;
  }
  display.print(
    `${paint('bad', '✗')} ${place.folder} is removed, but these processes had to be ended by force:`,
    ...left.map(({ pid, command }) => `  ${pid}  ${command.slice(0, 120)}`),
    ...(stopped === null ? [] : [stopped.stderr.trim()]),
  );
  return false;
}

async function leftAfter(folder: string, limitMs: number): Promise<readonly HomeProcess[]> {
  const endAt = performance.now() + limitMs;
  let left = processesOf(folder);
  while (left.length > 0 && performance.now() < endAt) {
    await pause(LOOK_EVERY_MS);
    left = processesOf(folder);
  }
  return left;
}

function endByForce(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself meanwhile.
  }
}

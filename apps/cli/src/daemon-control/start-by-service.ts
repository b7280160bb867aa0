import { existsSync } from 'node:fs';
import { inspectService } from '@ao/system-service';
import { inspectDaemon } from './daemon-state.ts';
import { ownService } from './own-service.ts';
import type { StartedDaemon } from './start-daemon.ts';

/** After this time the daemon is started without the service: people wait for it. */
const READY_WITHIN_MS = 10_000;
const LOOK_EVERY_MS = 50;

/**
 * Has the service start the daemon, when there is one for this ao and this home. Agents then belong to the service and not to the
 * terminal or login they happened to be started from. Null when the service cannot do it; never rejects.
 */
export async function startByService(env: Readonly<Record<string, string | undefined>>): Promise<StartedDaemon | null> {
  try {
    const { manager, definition } = await ownService(env);
    // The usual case, and the one that has to be quick.
    if (!existsSync(manager.unitPath)) return null;
    const { matches, sparesAgents, active } = await inspectService(manager, definition);
    if (matches !== true || sparesAgents !== true || active === null) return null;
    if (!active) await manager.restart();
    return await answerOf(env);
  } catch {
    return null;
  }
}

async function answerOf(env: Readonly<Record<string, string | undefined>>): Promise<StartedDaemon | null> {
  const endAt = performance.now() + READY_WITHIN_MS;
  while (performance.now() < endAt) {
    const daemon = await inspectDaemon(env);
    if (daemon.state === 'running') return { pid: daemon.status.pid, url: daemon.url, started: true };
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  return null;
}

import { closeSync, constants, fstatSync, lstatSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const CHANNEL_NAME = /^[0-9]{1,10}-[0-9]{1,4}\.answer$/;

/** A hook makes its pipe and opens it a moment later; until then nobody reads, and yet it is not dead. */
const DEAD_AFTER_MS = 10_000;

/** Whether a name in a launch's folder is that of a pipe a hook waits at. */
export function isChannelName(name: string): boolean {
  return CHANNEL_NAME.test(name);
}

/** The pipe that belongs to a payload file. */
export function channelOfPayload(payloadName: string): string {
  return payloadName.replace(/\.json$/, '.answer');
}

/**
 * Opens a hook's pipe for writing without waiting. Links are not followed.
 *
 * @returns the descriptor, which the caller closes; null when nobody waits there (any more), or it is no pipe.
 */
export function openChannel(path: string): number | null {
  let descriptor: number;
  try {
    descriptor = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // ENXIO: a pipe nobody reads. The others: gone with its folder, or something else under that name.
    if (code === 'ENXIO' || code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP' || code === 'EISDIR') return null;
    throw error;
  }
  if (fstatSync(descriptor).isFIFO()) return descriptor;
  closeSync(descriptor);
  return null;
}

/**
 * Which of a launch's pipes someone waits at. A pipe that nobody reads and that is not fresh is removed: its hook was ended by the
 * agent, for example because the question was answered in the terminal.
 */
export function waitingChannels(launchFolder: string, names: readonly string[]): ReadonlySet<string> {
  const waiting = new Set<string>();
  for (const name of names) {
    if (!isChannelName(name)) continue;
    const path = join(launchFolder, name);
    const descriptor = openChannel(path);
    if (descriptor !== null) {
      closeSync(descriptor);
      waiting.add(name);
    } else if (isOld(path)) rmSync(path, { force: true, recursive: true });
  }
  return waiting;
}

/**
 * Lets go of every hook that waits in a launch's folder, without an answer: some outlive their agent, and none may outlive its pipe.
 */
export function releaseChannels(launchFolder: string, names: readonly string[]): void {
  for (const name of waitingChannels(launchFolder, names)) {
    const descriptor = openChannel(join(launchFolder, name));
    if (descriptor === null) continue;
    try {
      writeSync(descriptor, '\n');
    } catch (error) {
      // EPIPE: it has just ended. EAGAIN: it has got an answer and does not read on.
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'EPIPE' && code !== 'EAGAIN') throw error;
    } finally {
      closeSync(descriptor);
    }
  }
}

function isOld(path: string): boolean {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  return stats !== undefined && Date.now() - stats.mtimeMs > DEAD_AFTER_MS;
}

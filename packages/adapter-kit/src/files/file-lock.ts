import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AoError, type DurationMs } from '@ao/domain';
import { isSameProcess, readProcessIdentity } from '../process/process-identity.ts';
import { z } from 'zod';

/** A lock that names no owner belongs to somebody who is just making it, or to somebody who died doing so. */
const NAMELESS_STALE_MS = 10_000;
const POLL_MS = 25;
const OWNER_FILE = 'owner.json';

const ownerSchema = z.object({ pid: z.number(), startTime: z.string(), bootId: z.string() });

/**
 * Does some work while a folder beside a file says that it is being worked on. Who finds the folder waits; a folder whose owner
 * has ended is taken over.
 *
 * @throws AoError `FILE_BUSY` when the lock is not free within the time.
 */
export async function withFileLock<Result>(path: string, waitMs: DurationMs, work: () => Promise<Result>): Promise<Result> {
  const lock = `${path}.ao-lock`;
  const deadline = performance.now() + waitMs;
  while (!(await take(lock))) {
    if (await isAbandoned(lock)) await rm(lock, { recursive: true, force: true });
    else if (performance.now() > deadline) {
      throw new AoError('FILE_BUSY', {
        message: `Another program is changing ${path}. Try again; if none is, remove ${lock}.`,
        details: { path, lock },
      });
    } else await sleep(POLL_MS);
  }
  try {
    return await work();
  } finally {
    await rm(lock, { recursive: true, force: true });
  }
}

async function take(lock: string): Promise<boolean> {
  try {
    await mkdir(lock, { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
  await writeFile(join(lock, OWNER_FILE), JSON.stringify(await readProcessIdentity(process.pid)), { mode: 0o600 });
  return true;
}

async function isAbandoned(lock: string): Promise<boolean> {
  try {
    return !(await isSameProcess(ownerSchema.parse(JSON.parse(await readFile(join(lock, OWNER_FILE), 'utf8')))));
  } catch {
    const madeAt = await stat(lock).then(
      (stats) => stats.mtimeMs,
      () => Date.now(),
    );
    return Date.now() - madeAt > NAMELESS_STALE_MS;
  }
}

import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AoError, type DurationMs } from '@ao/domain';
import { isSameProcess, readProcessIdentity } from '../process/process-identity.ts';
import { z } from 'zod';

/** A file that names no owner is damaged: nobody waits for its owner longer than this. */
const NAMELESS_STALE_MS = 10_000;
const POLL_MS = 25;

const ownerSchema = z.object({ pid: z.number(), startTime: z.string(), bootId: z.string() });

/**
 * Does some work while a folder beside a file says that it is being worked on. Who finds the folder waits; a folder whose owner
 * has ended is taken over.
 *
 * The folder appears with its owner in it, and can be taken away only without one. Each owner has a file of another name, so whoever
 * removes that of a dead one never removes that of somebody who was quicker.
 *
 * @throws AoError `FILE_BUSY` when the lock is not free within the time.
 */
export async function withFileLock<Result>(path: string, waitMs: DurationMs, work: () => Promise<Result>): Promise<Result> {
  const lock = `${path}.ao-lock`;
  const deadline = performance.now() + waitMs;
  let owner: string | null;
  while ((owner = await take(lock)) === null) {
    if (performance.now() > deadline) {
      throw new AoError('FILE_BUSY', {
        message: `Another program is changing ${path}. Try again; if none is, remove ${lock}.`,
        details: { path, lock },
      });
    }
    await sleep(POLL_MS);
  }
  try {
    return await work();
  } finally {
    await letGo(lock, owner);
  }
}

/** Answers the name of the file that makes it ours; null when it is somebody else's. */
async function take(lock: string): Promise<string | null> {
  for (const name of await ownersOf(lock)) {
    if (!(await isAbandoned(join(lock, name)))) return null;
    await letGo(lock, name);
  }
  const id = randomBytes(6).toString('hex');
  const owner = `owner-${id}.json`;
  const made = `${lock}-${id}`;
  await mkdir(made, { mode: 0o700 });
  try {
    await writeFile(join(made, owner), JSON.stringify(await readProcessIdentity(process.pid)), { mode: 0o600 });
    await rename(made, lock);
    return owner;
  } catch (error) {
    await rm(made, { recursive: true, force: true });
    if (['EEXIST', 'ENOTEMPTY'].includes(codeOf(error))) return null;
    throw error;
  }
}

async function letGo(lock: string, owner: string): Promise<void> {
  await rm(join(lock, owner), { recursive: true, force: true });
  // Gone, or somebody's already.
  await rmdir(lock).catch(() => {});
}

async function ownersOf(lock: string): Promise<readonly string[]> {
  try {
    return await readdir(lock);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

async function isAbandoned(ownerFile: string): Promise<boolean> {
  try {
    return !(await isSameProcess(ownerSchema.parse(JSON.parse(await readFile(ownerFile, 'utf8')))));
  } catch {
    const writtenAt = await stat(ownerFile).then(
      (stats) => stats.mtimeMs,
      () => Date.now(),
    );
    return Date.now() - writtenAt > NAMELESS_STALE_MS;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

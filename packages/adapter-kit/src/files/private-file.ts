import { randomBytes } from 'node:crypto';
import { lstat, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { AoError } from '@ao/domain';

/**
 * Writes a file that only its owner can read: mode 0600 in a folder of mode 0700 that is made when missing.
 *
 * - atomic: readers see the old text or the new one, never a half
 * - what a process left of the same file when it was killed is removed by the next that writes it
 * - refuses to replace what it cannot have written: a link, a folder, a file of another user
 *
 * @throws AoError `HOME_UNSAFE` when something foreign stands at the path.
 */
export async function writePrivateFile(path: string, text: string): Promise<void> {
  if (!isAbsolute(path)) throw new AoError('INTERNAL', { message: `A private file needs an absolute path, not "${path}".` });
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await refuseForeign(path);
  await removeHalfWritten(path);
  const temporary = `${path}.${process.pid}-${randomBytes(6).toString('hex')}.new`;
  try {
    // `wx` never follows a link somebody left at the temporary name.
    const handle = await open(temporary, 'wx', 0o600);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/**
 * Sees to it that a private file holds a text. One that does already is not touched, for those who watch it; what a killed process left
 * of it is removed in any case.
 *
 * @throws AoError `HOME_UNSAFE` when something foreign stands at the path.
 */
export async function ensurePrivateFile(path: string, text: string): Promise<void> {
  if ((await readFile(path, 'utf8').catch(() => null)) !== text) return writePrivateFile(path, text);
  await removeHalfWritten(path);
}

/** Files beside it that a process was about to put in its place, and that no longer can. */
async function removeHalfWritten(path: string): Promise<void> {
  const folder = dirname(path);
  for (const name of await readdir(folder).catch(() => [])) {
    const pid = name.startsWith(`${basename(path)}.`) ? /\.(\d+)-[0-9a-f]{12}\.new$/.exec(name)?.[1] : undefined;
    // Nothing depends on it: what cannot be removed now is removed another time.
    if (pid !== undefined && !isRunning(Number(pid))) await rm(join(folder, name), { force: true }).catch(() => undefined);
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function refuseForeign(path: string): Promise<void> {
  const stats = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (stats === null || (stats.isFile() && stats.uid === process.getuid?.())) return;
  throw new AoError('HOME_UNSAFE', {
    message: `${path} is not a plain file of yours, so it is not overwritten. Move it away and try again.`,
    details: { path },
  });
}

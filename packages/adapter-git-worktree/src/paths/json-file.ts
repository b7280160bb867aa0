import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AoError } from '@ao/domain';
import type { z } from 'zod';

/** Reads a small JSON file of our own. Null when it does not exist, or holds something else than expected. */
export async function readJsonFile<T>(path: string, schema: z.ZodType<T>): Promise<T | null> {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** Writes a small JSON file so that a reader sees the old content or the new one, never a part. */
export async function writeJsonFile(path: string, value: unknown): Promise<void> {
  const temporary = `${path}.${process.pid}-${randomBytes(6).toString('hex')}`;
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await writeFile(temporary, `${JSON.stringify(value)}\n`, { mode: 0o600 });
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw readableWriteError(path, error);
  }
}

/** The process that was about to write a file when it made the one of this name; null when the name is none of these. */
export function halfWrittenBy(name: string): number | null {
  const pid = /\.json\.(\d+)-[0-9a-f]{12}$/u.exec(name)?.[1];
  return pid === undefined ? null : Number(pid);
}

/** The error of a write in words that say what to do; any other error as it is. */
export function readableWriteError(path: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'ENOSPC' || code === 'EDQUOT') return new AoError('DISK_FULL', { details: { path }, cause: error });
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    const message = `${path} cannot be written. Check the permissions and the mount, then try again.`;
    return new AoError('HOME_NOT_WRITABLE', { message, details: { path }, cause: error });
  }
  return error;
}

import { randomBytes } from 'node:crypto';
import { copyFile, open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { AoError, type DurationMs } from '@ao/domain';
import { z } from 'zod';
import { withFileLock } from './file-lock.ts';

/** What a JSON file of somebody else holds, as far as is known. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** How a file is changed. */
export interface JsonFileUpdate {
  readonly path: string;
  /** Gets what the file holds (an empty object when there is none) and answers what it is to hold; null leaves it alone. */
  readonly change: (value: JsonObject) => JsonObject | null;
  /** How long another update of the same file is waited for. Default 5 seconds. */
  readonly waitMs?: DurationMs | undefined;
}

const DEFAULT_WAIT_MS = 5_000;
const NEW_FILE_MODE = 0o600;
const jsonObjectSchema = z.record(z.string(), z.unknown());

/**
 * Changes a JSON file that belongs to another program.
 *
 * - a file that is there but empty or unreadable is never written: what looks empty may be a settings file somebody is just writing
 * - atomic, with the mode the file had; a link stays a link, its target is replaced
 * - the text before stays beside it as `<name>.ao-backup`
 * - one update at a time, among those that use this function
 *
 * @returns true when the file was written.
 * @throws AoError `INVALID_CONFIGURATION` when the file holds no JSON object.
 */
export async function updateJsonFile(update: JsonFileUpdate): Promise<boolean> {
  return withFileLock(update.path, update.waitMs ?? DEFAULT_WAIT_MS, async () => {
    const target = await realpath(update.path).catch(() => update.path);
    const before = await readFile(target, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    const changed = update.change(before === null ? {} : parse(before, update.path));
    if (changed === null) return false;
    if (before !== null) await copyFile(target, `${update.path}.ao-backup`);
    await replace(target, `${JSON.stringify(changed, null, 2)}\n`);
    return true;
  });
}

function parse(text: string, path: string): JsonObject {
  try {
    return jsonObjectSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new AoError('INVALID_CONFIGURATION', {
      message: `${path} holds no JSON object, so it was left untouched. Mend it, or move it away, and try again.`,
      details: { path },
      cause,
    });
  }
}

async function replace(path: string, text: string): Promise<void> {
  const mode = await stat(path).then(
    (stats) => stats.mode & 0o777,
    () => NEW_FILE_MODE,
  );
  const temporary = `${path}.${randomBytes(6).toString('hex')}.new`;
  try {
    const handle = await open(temporary, 'wx', mode);
    try {
      // The mode it was made with lacks what this process takes away from every file.
      await handle.chmod(mode);
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

import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { SpoolFile } from './spool-folder.ts';

/** The largest payload that is read. */
export const SPOOL_PAYLOAD_MAX_BYTES = 1024 * 1024;

/** Enough to see what went wrong; a broken hook must not fill the disk. */
const REJECTED_FILES_KEPT = 20;

/** What a payload file turned out to be. */
export type SpoolPayload =
  | { readonly state: 'read'; readonly text: string }
  | { readonly state: 'broken'; readonly why: 'not a plain file' | 'empty' | 'too large' | 'not text' }
  | { readonly state: 'gone' };

/**
 * Reads one payload: what the visible file holds, or what the hidden one beside it holds when the visible one is only its sign. Links are not followed and nothing larger than the limit is loaded. Synchronous for the same reason as
 * the look at the folder; the files are small, local, and never block: a named pipe is not even read.
 */
export function readSpoolPayload(file: Pick<SpoolFile, 'path'>): SpoolPayload {
  const shown = readWhole(file.path);
  if (shown.state !== 'broken' || shown.why !== 'empty') return shown;
  const hidden = readWhole(hiddenPathOf(file.path));
  return hidden.state === 'gone' ? shown : hidden;
}

/** Where a hook writes before the visible name appears. */
export function hiddenPathOf(path: string): string {
  return join(dirname(path), `.${basename(path, '.json')}`);
}

function readWhole(path: string): SpoolPayload {
  let descriptor;
  try {
    descriptor = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return { state: 'gone' };
    if (code === 'ELOOP' || code === 'ENXIO') return { state: 'broken', why: 'not a plain file' };
    throw error;
  }
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) return { state: 'broken', why: 'not a plain file' };
    if (stats.size === 0) return { state: 'broken', why: 'empty' };
    if (stats.size > SPOOL_PAYLOAD_MAX_BYTES) return { state: 'broken', why: 'too large' };
    const text = decode(readFileSync(descriptor));
    return text === null ? { state: 'broken', why: 'not text' } : { state: 'read', text };
  } finally {
    closeSync(descriptor);
  }
}

/** Moves a file that cannot be used into the `rejected` folder beside it, where it is not found again, and bounds that folder. */
export async function setAside(file: SpoolFile): Promise<void> {
  const folder = join(dirname(file.path), 'rejected');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const kept = join(folder, `${file.writtenAtNs}-${file.name}`);
  await rename(file.path, kept);
  // Where the visible file was only a sign, the words are in the other one.
  await rename(hiddenPathOf(file.path), kept).catch(() => undefined);
  const names = (await readdir(folder)).sort((left, right) => left.localeCompare(right, 'en', { numeric: true }));
  for (const name of names.slice(0, -REJECTED_FILES_KEPT)) await rm(join(folder, name), { force: true, recursive: true });
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

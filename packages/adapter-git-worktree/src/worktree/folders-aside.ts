import { randomBytes } from 'node:crypto';
import { mkdir, readdir, realpath, rename } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { AoError } from '@ao/domain';
import type { Logger } from '@ao/ports';
import { realFolder, requireContainedPath } from '../paths/contained-path.ts';

/** Where folders are that are not in their place. */
export const TRASH_FOLDER = '.trash';

const PREFIX = '.aside-';

/** A folder that lies aside, and has a place to go back to. */
export interface FolderAside {
  readonly path: string;
  /** Moves it back to its place. */
  bringBack(): Promise<void>;
  /** Moves it to another one for good. */
  moveTo(path: string): Promise<void>;
}

/**
 * Folders that were moved out of their place to be looked at where nobody finds them. Each says in its name where it belongs, so that
 * one a crash left aside is brought back by the next process: nobody has decided about it.
 */
export interface FoldersAside {
  /** Moves a folder aside. The caller has checked that it lies inside the root. */
  take(path: string): Promise<FolderAside>;
  /** Brings back what earlier processes left aside. What cannot be brought back stays, and is tried again each time. Never rejects. */
  bringBackLeft(): Promise<void>;
  /** Where the folder of a place lies aside just now; null when none does. */
  find(place: string): string | null;
}

/** Folders this process has aside, and their places. */
const taken = new Map<string, string>();

/** Keeps folders aside in the trash of a worktree root. */
export function createFoldersAside(root: string, logger: Logger): FoldersAside {
  /** What could not be brought back, and its place. */
  const stuck = new Map<string, string>();
  let left: Promise<void> | null = null;

  async function bringBackAll(): Promise<void> {
    const realRoot = await realpath(root).catch(() => null);
    if (realRoot === null) return;
    const folder = join(realRoot, TRASH_FOLDER);
    for (const name of await readdir(folder).catch(() => [])) {
      const path = join(folder, name);
      if (isAside(name) && !taken.has(path)) await bringBackOne(path, join(realRoot, placeOf(name)));
    }
  }

  async function bringBackStuck(): Promise<void> {
    for (const [path, place] of stuck) await bringBackOne(path, place);
  }

  async function bringBackOne(path: string, place: string): Promise<void> {
    try {
      await requireContainedPath(root, place);
      await moveBack(path, place);
      stuck.delete(path);
      logger.info('a worktree whose removal was cut short is back in its place', { path: place });
    } catch (error) {
      if (isGone(error)) {
        stuck.delete(path);
        return;
      }
      if (!stuck.has(path)) logger.warn('a worktree whose removal was cut short could not be brought back', { path, place, error });
      stuck.set(path, place);
    }
  }

  return {
    async take(place) {
      const realRoot = await realFolder(root);
      const path = join(realRoot, TRASH_FOLDER, asideName(relative(realRoot, place)));
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      // First, so that nobody finds its place empty without finding it here.
      taken.set(path, place);
      try {
        await rename(place, path);
      } catch (error) {
        taken.delete(path);
        throw notMoved(place, error);
      }
      return {
        path,
        async bringBack() {
          await moveBack(path, place);
          taken.delete(path);
        },
        async moveTo(target) {
          await rename(path, target);
          taken.delete(path);
        },
      };
    },
    bringBackLeft() {
      if (left === null) left = bringBackAll();
      else if (stuck.size > 0) left = left.then(bringBackStuck);
      return left;
    },
    find(place) {
      for (const [path, belongs] of [...taken, ...stuck]) if (belongs === place) return path;
      return null;
    },
  };
}

/** Tells a folder that lies aside from one that may be deleted. */
export function isAside(name: string): boolean {
  return name.startsWith(PREFIX);
}

/** The error of a folder that could not be moved out of its place. */
export function notMoved(path: string, error: unknown): AoError {
  return new AoError('GIT_FAILED', {
    message: `The worktree ${path} could not be moved away: ${error instanceof Error ? error.message : String(error)}. Nothing was removed.`,
    details: { path },
    cause: error,
  });
}

/** The name of a folder that belongs at a place, relative to the root: the place itself, without slashes. */
function asideName(place: string): string {
  return `${PREFIX}${randomBytes(6).toString('hex')}-${place.replaceAll('%', '%25').replaceAll('/', '%2F')}`;
}

function placeOf(name: string): string {
  return name
    .slice(PREFIX.length + 13)
    .replaceAll('%2F', '/')
    .replaceAll('%25', '%');
}

/** Never over anything but an empty folder: a folder with something in it, or a file, makes the move fail. */
async function moveBack(path: string, place: string): Promise<void> {
  await mkdir(dirname(place), { recursive: true, mode: 0o700 });
  await rename(path, place);
}

function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

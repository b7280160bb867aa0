import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** How to put a built folder in the place of an older one. */
export interface PublishOptions {
  /** The fresh folder, on the same file system as the target. It is empty afterwards. */
  readonly from: string;
  readonly to: string;
  /** Called before files of the older build are removed: whoever started with them may be loading them still. */
  readonly beforeRemoval?: (() => Promise<void>) | undefined;
}

/**
 * Puts a build in the place of an older one so that programs can be started from it at every moment: each file is replaced in
 * one step, files the older build did not have come first, and what only the older one had goes last.
 */
export async function publishFolder({ from, to, beforeRemoval }: PublishOptions): Promise<void> {
  const fresh = filesIn(from);
  const old = filesIn(to);
  const isNew = (file: string): boolean => !existsSync(join(to, file));
  for (const file of [...fresh.filter(isNew), ...fresh.filter((each) => !isNew(each))]) {
    mkdirSync(dirname(join(to, file)), { recursive: true });
    renameSync(join(from, file), join(to, file));
  }
  const kept = new Set(fresh);
  const stale = old.filter((file) => !kept.has(file));
  if (stale.length === 0) return;
  await beforeRemoval?.();
  for (const file of stale) rmSync(join(to, file), { force: true });
}

function filesIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}

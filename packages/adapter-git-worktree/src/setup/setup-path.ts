import { lstat } from 'node:fs/promises';
import { isAbsolute, join, normalize, sep } from 'node:path';

/** A path of the project settings, relative to the top of a work tree; or why it cannot be used. */
export type SetupPath = { readonly relative: string } | { readonly refused: string };

/** Checks a path that people wrote into the project settings: it must stay inside the work tree and out of git's own folder. */
export function readSetupPath(written: string): SetupPath {
  if (written.trim() === '' || written.includes('\0')) return { refused: 'it is empty or holds a zero byte' };
  if (isAbsolute(written)) return { refused: 'it is absolute; give it relative to the top of the repository' };
  const relative = normalize(written).replace(/\/+$/u, '');
  const parts = relative.split(sep);
  if (relative === '.' || parts.includes('..')) return { refused: 'it leads out of the repository' };
  if (parts.includes('.git')) return { refused: 'it is part of the git directory' };
  return { relative };
}

/** The symbolic link on the way to a file of a work tree, if there is one: through it, writing would land somewhere else. */
export async function findLinkOnTheWay(top: string, relative: string): Promise<string | null> {
  const parents = relative.split(sep).slice(0, -1);
  for (const index of parents.keys()) {
    const parent = parents.slice(0, index + 1).join(sep);
    const facts = await lstat(join(top, parent)).catch(() => null);
    if (facts === null) return null;
    if (facts.isSymbolicLink()) return parent;
  }
  return null;
}

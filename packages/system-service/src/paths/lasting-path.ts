import { realpath } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';

/**
 * Why a path may not be there any more when the service is started next.
 *
 * - `versioned`: it has the number of a version in it, and goes with that version
 * - `temporary`: it is in a place that is cleaned up
 */
export type PathRisk = 'versioned' | 'temporary';

/** A path for a service file. */
export interface LastingPath {
  readonly path: string;
  /** Null when nothing speaks against it. */
  readonly risk: PathRisk | null;
}

/** Folders of version managers (`v24.1.0`, `24.1.0`, `node-v24.1.0-linux-x64`) and package stores (`@ao+cli@1.2.0`). */
const VERSIONED = /(?:^|[-@v])\d+\.\d+(?:\.\d+)?(?:[-_+].*)?$/;
const TEMPORARY = /^\/(?:private\/)?(?:tmp|var\/tmp|run|dev\/shm)\/|\/(?:fnm_multishells|_npx|dlx)(?:[-/]|$)/;

/** What speaks against a path. */
export function riskOf(path: string): PathRisk | null {
  if (TEMPORARY.test(path)) return 'temporary';
  return path.split('/').some((part) => VERSIONED.test(part)) ? 'versioned' : null;
}

/**
 * Finds the best name for a file a service is to use: the one it was called by, or else another one on the search path that leads to the
 * same file, such as the link a package manager keeps up to date.
 */
export async function findLastingPath(current: string, search: { readonly name: string; readonly path: string }): Promise<LastingPath> {
  const risk = riskOf(current);
  if (risk === null) return { path: current, risk };
  const target = await realpath(current).catch(() => current);
  const candidates = search.path
    .split(delimiter)
    .filter((folder) => isAbsolute(folder))
    .map((folder) => join(folder, search.name));
  for (const candidate of candidates) {
    if (riskOf(candidate) === null && (await realpath(candidate).catch(() => null)) === target) return { path: candidate, risk: null };
  }
  return { path: current, risk };
}

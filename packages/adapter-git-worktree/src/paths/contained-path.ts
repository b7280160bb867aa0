import { lstat, mkdir, realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { AoError } from '@ao/domain';

/** Rejects unless the path lies strictly inside the folder, judged by its name and by where symbolic links really lead. */
export async function requireContainedPath(root: string, path: string): Promise<string> {
  if (!isAbsolute(path)) throw outside(path);
  const realRoot = await futureRealPath(resolve(root));
  const below = [root, realRoot].map((folder) => relative(resolve(folder), resolve(path))).find(isStrictlyBelow);
  if (below === undefined) throw outside(path);
  let walked = realRoot;
  for (const name of below.split(sep)) {
    walked = join(walked, name);
    const facts = await lstat(walked).catch(() => null);
    if (facts === null) break;
    // A link below the root may lead anywhere, today or tomorrow; worktrees are plain folders.
    if (facts.isSymbolicLink()) throw outside(path);
  }
  return join(realRoot, below);
}

/** Whether a relative path stays below where it starts. Names that begin with a dot at the top are kept for our own use. */
function isStrictlyBelow(path: string): boolean {
  return path !== '' && !path.startsWith('.') && !isAbsolute(path);
}

/** The real path of a folder; makes it when it does not exist. */
export async function realFolder(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return realpath(folder);
}

/** The real path a file has, or will have once it is made. */
async function futureRealPath(path: string): Promise<string> {
  const parent = dirname(path);
  return realpath(path).catch(async () => (parent === path ? path : join(await futureRealPath(parent), basename(path))));
}

function outside(path: string): AoError {
  return new AoError('WORKTREE_OUTSIDE_ROOT', {
    message: `${path} is not inside the worktree folder of ao. Nothing was touched.`,
    details: { path },
  });
}

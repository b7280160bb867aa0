import { lstat, readdir, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { runGit } from './sample-repository.ts';

/** Everything a person or a program can see of a work tree. */
export interface WorktreeSnapshot {
  readonly status: string;
  /** The index entry by entry, with all flags. */
  readonly index: string;
  /** Mode and content of each file, in hexadecimal, by its path. */
  readonly files: Readonly<Record<string, string>>;
}

/** Looks at a work tree without changing it; ignored files are left out. */
export async function takeSnapshot(path: string, ignored: readonly string[] = []): Promise<WorktreeSnapshot> {
  const status = await runGit(path, '--no-optional-locks', 'status', '--porcelain=v2', '-z', '--branch', '--untracked-files=all');
  const index = await runGit(path, 'ls-files', '-z', '--stage', '-v');
  const files: Record<string, string> = {};
  await collect(path, '', ignored, files);
  return { status, index, files };
}

async function collect(top: string, folder: string, ignored: readonly string[], files: Record<string, string>): Promise<void> {
  const names = await readdir(join(top, folder));
  for (const name of names.sort()) {
    const relative = join(folder, name);
    if (relative === '.git' || ignored.includes(relative)) continue;
    const facts = await lstat(join(top, relative));
    if (facts.isDirectory()) await collect(top, relative, ignored, files);
    else if (facts.isSymbolicLink()) files[relative] = `link ${await readlink(join(top, relative))}`;
    else files[relative] = `${(facts.mode & 0o777).toString(8)} ${(await readFile(join(top, relative))).toString('hex')}`;
  }
}

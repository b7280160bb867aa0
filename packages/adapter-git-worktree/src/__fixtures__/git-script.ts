import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A program that stands in for git: runs the shell lines, in which `$*` is what git was asked for, and then the real git. */
export async function makeGitScript(folder: string, lines: string): Promise<string> {
  const path = join(folder, 'git-script');
  await writeFile(path, `#!/bin/sh\n${lines}\nexec git "$@"\n`);
  await chmod(path, 0o755);
  return path;
}

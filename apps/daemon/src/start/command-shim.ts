import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { writePrivateFile } from '@ao/adapter-kit';

/**
 * Makes `<home>/bin/ao`, which runs the command line this daemon belongs to: agents find it first on their PATH, so that `ao` in a
 * session never is another installation.
 *
 * @param commandLine - absolute path of the command line's script; undefined when nobody knows it.
 * @returns the folder, or null without a command line.
 */
export async function writeCommandShim(home: string, commandLine: string | undefined): Promise<string | null> {
  if (commandLine === undefined) return null;
  const folder = join(home, 'bin');
  const path = join(folder, 'ao');
  await writePrivateFile(path, `#!/bin/sh\nexec ${quoted(process.execPath)} ${quoted(commandLine)} "$@"\n`);
  await chmod(path, 0o700);
  return folder;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

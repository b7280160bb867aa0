import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { writePrivateFile } from '../access/private-file.ts';

/**
 * Makes `<home>/bin/ao`, which runs the command line this daemon belongs to: agents find it first on their PATH, so that `ao` in a
 * session never is another installation.
 *
 * @param commandLine - absolute path of the command line's script; undefined when nobody knows it.
 * @returns the folder, or null without a command line.
 */
export function writeCommandShim(home: string, commandLine: string | undefined): string | null {
  if (commandLine === undefined) return null;
  const folder = join(home, 'bin');
  const path = join(folder, 'ao');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writePrivateFile(path, `#!/bin/sh\nexec ${quoted(process.execPath)} ${quoted(commandLine)} "$@"\n`);
  chmodSync(path, 0o700);
  return folder;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

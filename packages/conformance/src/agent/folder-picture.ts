import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/** Everything in a folder, as one entry per path: what it is, its mode, what it holds. */
export type FolderPicture = Readonly<Record<string, string>>;

/** Takes a picture of a folder, to be compared with a later one. */
export function pictureOf(folder: string): FolderPicture {
  const entries: Record<string, string> = {};
  const visit = (path: string, name: string): void => {
    const stats = lstatSync(path);
    const mode = (stats.mode & 0o777).toString(8);
    if (stats.isDirectory()) {
      entries[name] = `folder ${mode}`;
      for (const child of readdirSync(path)) visit(join(path, child), `${name}/${child}`);
    } else if (stats.isSymbolicLink()) entries[name] = `link to ${readlinkSync(path)}`;
    else entries[name] = `file ${mode} ${readFileSync(path, 'base64')}`;
  };
  visit(folder, '.');
  return entries;
}

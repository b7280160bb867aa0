import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Where installers put programs without the folder being on everybody's PATH; `~` is the home folder. */
const FOLDERS = [
  '~/.local/bin',
  '~/bin',
  '~/.npm-global/bin',
  '~/.npm/bin',
  '~/.local/share/pnpm',
  '~/Library/pnpm',
  '~/.volta/bin',
  '~/.local/share/mise/shims',
  '~/.asdf/shims',
  '~/.local/share/fnm/aliases/default/bin',
  '~/.bun/bin',
  '~/.cargo/bin',
  '/opt/homebrew/bin',
  '/home/linuxbrew/.linuxbrew/bin',
  '/usr/local/bin',
  '/usr/bin',
] as const;

/** The folders in which a program may be though PATH does not name them, the likelier first. nvm's come with the newest Node first. */
export async function wellKnownProgramDirectories(home: string): Promise<readonly string[]> {
  return [...FOLDERS.map((folder) => folder.replace(/^~(?=\/)/, home)), ...(await nvmDirectories(home))];
}

async function nvmDirectories(home: string): Promise<readonly string[]> {
  const root = join(home, '.nvm', 'versions', 'node');
  const versions = await readdir(root).catch(() => []);
  return versions.sort((left, right) => right.localeCompare(left, 'en', { numeric: true })).map((version) => join(root, version, 'bin'));
}

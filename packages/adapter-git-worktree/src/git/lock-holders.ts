import { readdir, readFile, readlink, stat } from 'node:fs/promises';
import { basename, isAbsolute, relative } from 'node:path';

/**
 * Whether a process of this machine may hold a lock file: one that has it open, or a git that works in one of the folders, or of which
 * that cannot be told. Where processes cannot be looked at, the answer is always yes.
 */
export async function mayBeHeld(lockFile: string, folders: readonly string[]): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  const [names, lock] = await Promise.all([readdir('/proc').catch(() => null), identify(lockFile)]);
  if (names === null || lock === null) return true;
  for (const name of names) {
    if (/^\d+$/u.test(name) && (await mayHold(`/proc/${name}`, lock, folders))) return true;
  }
  return false;
}

async function mayHold(entry: string, lock: string, folders: readonly string[]): Promise<boolean> {
  const command = await readFile(`${entry}/cmdline`, 'utf8').catch(() => '');
  // Nothing of the system's own, and nothing that has ended.
  if (command === '') return false;
  const program = await readlink(`${entry}/exe`).catch(() => null);
  const isGit = [program ?? '', command.split('\0')[0] ?? ''].some((path) => basename(path).startsWith('git'));
  const descriptors = await readdir(`${entry}/fd`).catch(() => null);
  if (descriptors === null) return isGit;
  const open = await Promise.all(descriptors.map((name) => identify(`${entry}/fd/${name}`)));
  if (open.includes(lock)) return true;
  if (!isGit) return false;
  // In a container the same folder can have another path.
  const [own, other] = await Promise.all(['/proc/self', entry].map((one) => readlink(`${one}/ns/mnt`).catch(() => null)));
  if (other === null || own !== other) return true;
  const cwd = await readlink(`${entry}/cwd`).catch(() => null);
  const environment = await readFile(`${entry}/environ`, 'utf8').catch(() => null);
  // A git that is told its repository by other means than where it runs is not looked into further.
  const isTold = environment === null || /(?:^|\0)GIT_(?:COMMON_)?DIR=/u.test(environment) || command.includes('--git-dir');
  return cwd === null || isTold || folders.some((folder) => isWithin(folder, cwd));
}

/** The same for whoever has the file open, by whatever name. */
async function identify(path: string): Promise<string | null> {
  const facts = await stat(path, { bigint: true }).catch(() => null);
  return facts === null ? null : `${facts.dev}-${facts.ino}`;
}

/** Whether a path is a folder, or lies below it. */
export function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || (!way.startsWith('..') && !isAbsolute(way));
}

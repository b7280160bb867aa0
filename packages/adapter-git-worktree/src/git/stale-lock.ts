import { lstat, readdir, realpath, rm, statfs } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import type { DurationMs } from '@ao/domain';
import type { Clock } from '@ao/ports';
import { readBackPointer } from '../worktree/worktree-registration.ts';
import type { GitClient } from './git-client.ts';
import { isWithin, mayBeHeld } from './lock-holders.ts';

/** A lock file as it was when it was met. */
export interface SeenLock {
  readonly file: string;
  readonly identity: string;
}

/** Locks that our own commands take: on references, on the packed ones, on HEAD, and on the index of a worktree being made. */
const REMOVABLE = /^(?:packed-refs|HEAD|refs\/.+|worktrees\/[^/]+\/(?:HEAD|index|refs\/.+))\.lock$/u;

/** File systems that other machines can write to: NFS, CIFS, SMB, FUSE, 9P, Ceph. Their processes cannot be seen. */
const SHARED_FILE_SYSTEMS = new Set([0x6969, 0xff534d42, 0xfe534d42, 0x65735546, 0x01021997, 0x00c36400]);

/** Remembers a lock file that is in the way; null when it cannot be looked at. */
export async function seeLock(cwd: string, named: string): Promise<SeenLock | null> {
  const given = resolve(cwd, named);
  const folder = await realpath(dirname(given)).catch(() => null);
  if (folder === null) return null;
  const file = join(folder, basename(given));
  const identity = await identify(file);
  return identity === null ? null : { file, identity };
}

/**
 * Removes a lock whose maker is gone for sure: the same file as before, older than the wait, made by this user, on a disk of this machine,
 * and neither open in any process nor near a git that runs. Answers whether it is removed; in doubt it stays.
 */
export async function removeStaleLock(
  git: GitClient,
  clock: Clock,
  { seen, cwd, minimumAgeMs }: { readonly seen: SeenLock; readonly cwd: string; readonly minimumAgeMs: DurationMs },
): Promise<boolean> {
  const { file, identity } = seen;
  const located = await git.run({ cwd, args: ['rev-parse', '--path-format=absolute', '--git-common-dir'] });
  if (located.exitCode !== 0) return false;
  const common = await realpath(located.stdout.replace(/\n$/u, '')).catch(() => null);
  if (common === null || !isWithin(common, file) || !REMOVABLE.test(relative(common, file))) return false;
  const facts = await lstat(file).catch(() => null);
  if (facts === null || !facts.isFile() || facts.uid !== process.getuid?.() || clock.now() - facts.mtimeMs < minimumAgeMs) return false;
  const disk = await statfs(common).catch(() => null);
  if (disk === null || SHARED_FILE_SYSTEMS.has(disk.type)) return false;
  if (await mayBeHeld(file, await workFolders(common))) return false;
  if ((await identify(file)) !== identity) return false;
  // Written only by whoever holds that lock, and in the way of the next one.
  if (basename(file) === 'packed-refs.lock') await rm(join(common, 'packed-refs.new'), { force: true });
  await rm(file, { force: true });
  return true;
}

async function identify(file: string): Promise<string | null> {
  const facts = await lstat(file, { bigint: true }).catch(() => null);
  return facts === null ? null : `${facts.dev}-${facts.ino}-${facts.mtimeNs}`;
}

/** Where a git of this repository can be at work: its git directory, its main work tree, and its worktrees. */
async function workFolders(common: string): Promise<readonly string[]> {
  const entries = await readdir(join(common, 'worktrees')).catch(() => []);
  const pointers = await Promise.all(entries.map((name) => readBackPointer(join(common, 'worktrees', name))));
  const main = basename(common) === '.git' ? [dirname(common)] : [];
  return [common, ...main, ...pointers.filter((pointer) => pointer !== null).map((pointer) => dirname(pointer))];
}

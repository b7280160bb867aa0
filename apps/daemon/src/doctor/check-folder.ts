import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Works in a private folder of the home, so that its file system is the one that is tried. It is gone afterwards. */
export async function inCheckFolder<Result>(home: string, work: (directory: string) => Promise<Result>): Promise<Result> {
  const directory = await mkdtemp(join(home, 'check-'));
  try {
    return await work(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

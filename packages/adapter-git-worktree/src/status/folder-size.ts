import { runCommand } from '@ao/adapter-kit';

/** A size is only shown to people; nobody waits longer for it. */
const SIZE_TIMEOUT_MS = 2_000;

/** How much a folder takes on the disk, in bytes; 0 when it could not be counted in time. */
export async function measureFolder(path: string, signal?: AbortSignal): Promise<number> {
  const result = await runCommand({ argv: ['du', '-sk', '--', path], timeoutMs: SIZE_TIMEOUT_MS, killGraceMs: 100, signal });
  // It fails for single folders it may not read and still prints the sum of the others.
  const kibibytes = /^\d+/u.exec(result.stdout)?.[0];
  return kibibytes === undefined ? 0 : Number(kibibytes) * 1024;
}

import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AoError, type LaunchId } from '@ao/domain';

/** A payload file as it lies in the spool, not read yet. */
export interface SpoolFile {
  readonly launchId: LaunchId;
  readonly name: string;
  readonly path: string;
  /** Last write, in nanoseconds since 1970: the order of events. */
  readonly writtenAtNs: bigint;
}

const FOLDER_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;
const PAYLOAD_NAME = /^([0-9]{1,10})-([0-9]{1,4})\.json$/;

/**
 * Guards every name that becomes part of a path.
 *
 * @throws AoError `INVALID_REQUEST` for a name that could lead out of the spool.
 */
export function checkedFolderName(name: string): string {
  if (FOLDER_NAME.test(name)) return name;
  throw new AoError('INVALID_REQUEST', {
    message: `"${name}" cannot name a spool folder. Use letters, digits, dots, dashes and underscores.`,
    details: { name },
  });
}

/** The token of a payload file. */
export function spoolToken(file: Pick<SpoolFile, 'launchId' | 'name'>): string {
  return `${file.launchId}/${file.name}`;
}

/** The path below the session's spool that a token stands for; null when it is not a token of ours. */
export function pathOfToken(token: string): string | null {
  const [launch, name, ...rest] = token.split('/');
  if (launch === undefined || name === undefined || rest.length > 0) return null;
  return FOLDER_NAME.test(launch) && PAYLOAD_NAME.test(name) ? join(launch, name) : null;
}

/** Names of the launches that have a folder; none when the session has no spool. */
export async function launchesIn(sessionSpool: string): Promise<readonly string[]> {
  const entries = await readdir(sessionSpool, { withFileTypes: true }).catch(noneWhenMissing);
  return entries.filter((entry) => entry.isDirectory() && FOLDER_NAME.test(entry.name)).map((entry) => entry.name);
}

/** All payload files of a session, oldest first: by time of writing, then by the number of the process that wrote. */
export async function filesIn(sessionSpool: string): Promise<readonly SpoolFile[]> {
  const files: SpoolFile[] = [];
  for (const launch of await launchesIn(sessionSpool)) {
    const names = await readdir(join(sessionSpool, launch), { withFileTypes: true }).catch(noneWhenMissing);
    for (const { name } of names) {
      if (!PAYLOAD_NAME.test(name)) continue;
      const path = join(sessionSpool, launch, name);
      const stats = await lstat(path, { bigint: true }).catch(() => null);
      if (stats !== null) files.push({ launchId: launch as LaunchId, name, path, writtenAtNs: stats.mtimeNs });
    }
  }
  return files.sort(compareFiles);
}

function compareFiles(left: SpoolFile, right: SpoolFile): number {
  if (left.writtenAtNs !== right.writtenAtNs) return left.writtenAtNs < right.writtenAtNs ? -1 : 1;
  const [leftPid, leftCount] = numbersOf(left.name);
  const [rightPid, rightCount] = numbersOf(right.name);
  return leftPid - rightPid || leftCount - rightCount || (left.launchId < right.launchId ? -1 : 1);
}

function numbersOf(name: string): readonly [number, number] {
  const match = PAYLOAD_NAME.exec(name);
  return [Number(match?.[1] ?? 0), Number(match?.[2] ?? 0)];
}

function noneWhenMissing(error: NodeJS.ErrnoException): [] {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return [];
  throw error;
}

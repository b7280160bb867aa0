import { lstatSync, readdirSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { join } from 'node:path';
import { AoError, type LaunchId } from '@ao/domain';
import { channelOfPayload, releaseChannels, waitingChannels } from './spool-channel.ts';

/** A payload file as it lies in the spool, not read yet. */
export interface SpoolFile {
  readonly launchId: LaunchId;
  readonly name: string;
  readonly path: string;
  /** Last write, in nanoseconds since 1970: the order of events. */
  readonly writtenAtNs: bigint;
  /** Name of the pipe its hook waits at; null when it does not wait. */
  readonly answerChannel: string | null;
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

/** After so many files looked at in one go, others get their turn. */
const FILES_IN_ONE_GO = 256;

/** Names of the launches that have a folder; none when the session has no spool. */
export function launchesIn(sessionSpool: string): readonly string[] {
  const entries = noneWhenMissing(() => readdirSync(sessionSpool, { withFileTypes: true }));
  return entries.filter((entry) => entry.isDirectory() && FOLDER_NAME.test(entry.name)).map((entry) => entry.name);
}

/**
 * All payload files of a session, oldest first: by time of writing, then by the number of the process that wrote. Pipes that hooks
 * left behind are removed on the way.
 *
 * Looks without the thread pool: for the one file that is usually there, each hop through it costs more than the look itself,
 * and hooks are what everybody waits for.
 */
export async function filesIn(sessionSpool: string): Promise<readonly SpoolFile[]> {
  const files: SpoolFile[] = [];
  for (const launch of launchesIn(sessionSpool)) {
    const names = noneWhenMissing(() => readdirSync(join(sessionSpool, launch)));
    const waiting = waitingChannels(join(sessionSpool, launch), names);
    for (const name of names) {
      if (!PAYLOAD_NAME.test(name)) continue;
      const path = join(sessionSpool, launch, name);
      const stats = lstatSync(path, { bigint: true, throwIfNoEntry: false });
      const channel = channelOfPayload(name);
      const answerChannel = waiting.has(channel) ? channel : null;
      if (stats !== undefined) files.push({ launchId: launch as LaunchId, name, path, writtenAtNs: stats.mtimeNs, answerChannel });
      if (files.length % FILES_IN_ONE_GO === FILES_IN_ONE_GO - 1) await setImmediate();
    }
  }
  return files.sort(compareFiles);
}

/** Lets go of every hook of a session that waits for an answer. */
export function releaseHooksIn(sessionSpool: string): void {
  for (const launch of launchesIn(sessionSpool)) {
    const folder = join(sessionSpool, launch);
    releaseChannels(
      folder,
      noneWhenMissing(() => readdirSync(folder)),
    );
  }
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

function noneWhenMissing<Entry>(list: () => Entry[]): Entry[] {
  try {
    return list();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    throw error;
  }
}

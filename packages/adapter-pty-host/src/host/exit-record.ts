import { closeSync, fsyncSync, ftruncateSync, openSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { ExitNotice } from '../protocol/host-messages.ts';
import { LAUNCH_FILE } from '../files/launch-files.ts';

/** More than any exit record needs. */
const RESERVED_BYTES = 512;

/** Reserves room for the exit record, so that it can be written even when the disk is full by then. Answers the function that writes it. */
export function reserveExitRecord(directory: string): (notice: ExitNotice) => void {
  const reserve = join(directory, LAUNCH_FILE.exitReserve);
  const fd = openSync(reserve, 'w', 0o600);
  writeSync(fd, ' '.repeat(RESERVED_BYTES), 0);

  return (notice) => {
    const text = JSON.stringify({ version: 1, ...notice });
    writeSync(fd, text, 0);
    ftruncateSync(fd, Buffer.byteLength(text));
    fsyncSync(fd);
    closeSync(fd);
    renameSync(reserve, join(directory, LAUNCH_FILE.exit));
    syncFolder(directory);
  };
}

/** Makes sure that a rename survives a power failure. */
function syncFolder(directory: string): void {
  const fd = openSync(directory, 'r');
  try {
    fsyncSync(fd);
  } catch {
    // Some file systems cannot: then the record is as safe as they make it.
  } finally {
    closeSync(fd);
  }
}

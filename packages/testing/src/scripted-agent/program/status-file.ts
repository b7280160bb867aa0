import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the program notes about itself. */
export type ProgramStatus =
  | { readonly status: 'busy' | 'idle' }
  | { readonly status: 'waiting'; readonly waitingFor: 'permission prompt' | 'input needed' | 'dialog open' };

/** The file other programs read it from. Left behind by a crash, removed by an exit. */
export interface StatusFile {
  write(status: ProgramStatus): void;
  remove(): void;
}

/** Where a program of that process number notes its status. */
export function statusPathOf(home: string, pid: number): string {
  return join(home, 'sessions', `${pid}.json`);
}

/** The status file of this process. */
export function createStatusFile(home: string, facts: Readonly<Record<string, unknown>>): StatusFile {
  const path = statusPathOf(home, process.pid);
  mkdirSync(join(home, 'sessions'), { recursive: true, mode: 0o700 });
  return {
    write(status) {
      const text = JSON.stringify({ pid: process.pid, ...facts, ...status, updatedAt: Date.now() });
      writeFileSync(`${path}.new`, text, { mode: 0o600 });
      renameSync(`${path}.new`, path);
    },
    remove: () => rmSync(path, { force: true }),
  };
}

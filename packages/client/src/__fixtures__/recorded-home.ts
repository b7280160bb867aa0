import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { RecordedProcess } from '../node/daemon-process.ts';

/** This very process, as a daemon would write it down. */
export const LIVING: RecordedProcess = { pid: process.pid, startTime: startTimeOf(process.pid), bootId: bootId() };
/** One that has ended. */
export const ENDED: RecordedProcess = { ...LIVING, pid: spawnSync('true').pid };

function startTimeOf(pid: number): string {
  if (process.platform !== 'linux')
    return spawnSync('/bin/ps', ['-p', String(pid), '-o', 'lstart='], { env: { LC_ALL: 'C' } })
      .stdout.toString()
      .trim();
  return (
    readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')[19] ?? ''
  );
}

function bootId(): string {
  return process.platform === 'linux' ? readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim() : 'boot';
}

/** A data directory with this run file; removed when the test is over. */
export function homeWith(runFile: object): string {
  const home = mkdtempSync(join(tmpdir(), 'ao-stale-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  mkdirSync(join(home, 'run'));
  writeFileSync(join(home, 'run', 'daemon.json'), JSON.stringify(runFile), { mode: 0o600 });
  return home;
}

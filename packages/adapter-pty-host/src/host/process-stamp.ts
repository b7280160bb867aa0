import { readFileSync } from 'node:fs';
import type { ProcessStamp } from '../protocol/host-messages.ts';

/** Start time of a process that had ended before it could be looked at; equal to no other. */
const NOT_SEEN = 'ended-before-seen';

/**
 * What tells a process from all others, in the form the daemon reads it (a test holds the two together). The host has its own few
 * lines because everything it loads costs memory once for each session.
 */
export function readProcessStamp(pid: number): ProcessStamp {
  return process.platform === 'darwin' ? readOnMac(pid) : readOnLinux(pid);
}

function readOnLinux(pid: number): ProcessStamp {
  const bootId = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return { pid, startTime: text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? NOT_SEEN, bootId };
  } catch {
    return { pid, startTime: NOT_SEEN, bootId };
  }
}

function readOnMac(pid: number): ProcessStamp {
  // Loaded only where it is needed: it brings half a megabyte of modules.
  const { execFileSync } = process.getBuiltinModule('node:child_process');
  const ask = (file: string, ...arguments_: string[]) =>
    execFileSync(file, arguments_, { encoding: 'utf8', env: { LC_ALL: 'C' }, stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  const bootId = ask('/usr/sbin/sysctl', '-n', 'kern.bootsessionuuid');
  try {
    return { pid, startTime: ask('/bin/ps', '-p', String(pid), '-o', 'lstart='), bootId };
  } catch {
    return { pid, startTime: NOT_SEEN, bootId };
  }
}

import { closeSync, openSync, readdirSync, readFileSync } from 'node:fs';

/** O_CLOEXEC in /proc/<pid>/fdinfo: what carries it is not passed on to programs. */
const CLOSE_ON_EXEC = 0o2000000;

/**
 * Closes what this process has inherited by accident (a lock, a socket, a pipe of whoever started the daemon): it would be held
 * open for as long as the agent runs. macOS passes nothing on by itself.
 */
export function closeInheritedDescriptors(): void {
  if (process.platform !== 'linux') return;
  for (const name of readdirSync('/proc/self/fd')) {
    const descriptor = Number(name);
    if (descriptor > 2 && isPassedOn(name)) tryClose(descriptor);
  }
}

/** Lets go of standard input and output. The numbers stay taken, so that no other file ever becomes standard output. */
export function detachStandardStreams(): void {
  for (const descriptor of [0, 1]) {
    tryClose(descriptor);
    openSync('/dev/null', descriptor === 0 ? 'r' : 'w');
  }
}

function isPassedOn(name: string): boolean {
  try {
    const flags = /^flags:\s*(\d+)/m.exec(readFileSync(`/proc/self/fdinfo/${name}`, 'utf8'))?.[1];
    return flags !== undefined && (Number.parseInt(flags, 8) & CLOSE_ON_EXEC) === 0;
  } catch {
    return false;
  }
}

function tryClose(descriptor: number): void {
  try {
    closeSync(descriptor);
  } catch {
    // It was the one that the folder was read with.
  }
}

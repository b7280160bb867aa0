/** Who wrote a run file, as it stands there. */
export interface RecordedProcess {
  readonly pid: number;
  readonly startTime: string;
  readonly bootId: string;
}

/** Narrows what stands in a run file; null when it names no process. */
export function asRecordedProcess(value: unknown): RecordedProcess | null {
  if (typeof value !== 'object' || value === null) return null;
  const { pid, startTime, bootId } = value as { readonly [field: string]: unknown };
  if (typeof pid !== 'number' || !Number.isInteger(pid) || pid < 1 || typeof startTime !== 'string' || typeof bootId !== 'string')
    return null;
  return { pid, startTime, bootId };
}

/** Whether the recorded process is gone for sure. False when it runs, and when the system does not tell. */
export function isProcessGone(recorded: RecordedProcess): boolean {
  try {
    process.kill(recorded.pid, 0);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return true;
  }
  const startTime = startTimeOf(recorded.pid);
  return startTime !== null && (startTime !== recorded.startTime || hasBootedSince(recorded));
}

/** The same as the daemon writes down about itself; null when it cannot be read. */
function startTimeOf(pid: number): string | null {
  try {
    return process.platform === 'linux' ? linuxStartTime(pid) : darwinStartTime(pid);
  } catch {
    return null;
  }
}

function linuxStartTime(pid: number): string | null {
  const stat = process.getBuiltinModule('node:fs').readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name of the program stands in parentheses and may hold anything; what follows are the state and, nineteen fields later, the start.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const hasEnded = fields[0] === 'Z' || fields[0] === 'X';
  return hasEnded ? '' : (fields[19] ?? null);
}

function darwinStartTime(pid: number): string | null {
  if (process.platform !== 'darwin') return null;
  const { execFileSync } = process.getBuiltinModule('node:child_process');
  const told = execFileSync('/bin/ps', ['-p', String(pid), '-o', 'lstart='], { env: { LC_ALL: 'C' }, encoding: 'utf8' }).trim();
  return told === '' ? null : told;
}

/** Start times are counted from the boot: the same one may come again after the next. */
function hasBootedSince({ bootId }: RecordedProcess): boolean {
  if (process.platform !== 'linux') return false;
  try {
    return process.getBuiltinModule('node:fs').readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim() !== bootId;
  } catch {
    return false;
  }
}

import type { FaultKind, FaultPoint } from '../preload/fault-order.ts';
import type { PlannedFault } from './fault-run.ts';

const PROGRAM_KINDS: readonly FaultKind[] = ['fail', 'fail_after', 'hang', 'late', 'hang_kill', 'late_kill'];

/** Everything that can go wrong at the points of a command: each kind at each point where it makes sense. */
export function planFaults(points: readonly FaultPoint[]): readonly PlannedFault[] {
  return points.flatMap((point) => kindsAt(point).map((kind) => ({ kind, point })));
}

function kindsAt(point: FaultPoint): readonly FaultKind[] {
  if (!isProgram(point)) return point.moment === 'before' ? ['kill', 'fail'] : ['kill'];
  if (point.moment === 'before') return ['kill', ...PROGRAM_KINDS];
  // A host is nobody's servant: it lives on whatever dies with the daemon.
  return point.moment === 'after' && point.effect !== 'host' ? ['kill', 'kill_all'] : ['kill'];
}

const FILES = /^(?:commit|mkdir|rename|unlink|rm|rmdir|writeFile|appendFile|symlink|link|copyFile|cp|truncate|open) /;

function isProgram({ effect }: FaultPoint): boolean {
  return !FILES.test(effect);
}

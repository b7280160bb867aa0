import type { ChildProcess } from 'node:child_process';
import { syncBuiltinESMExports } from 'node:module';
import { programEffect } from './effect-name.ts';
import { type FaultKind, HANGING_MARK } from './fault-order.ts';
import type { PointCounter } from './point-counter.ts';
import { type AnyFunction, replaceFunction } from './replace-export.ts';

/** How long a program that answers late does nothing. */
const LATE_SECONDS = 2;

/** How long after the start of a program its daemon is killed, when both go wrong. */
const KILL_AFTER_MS = 400;

/** What a program is replaced by: a shell line that gets program and arguments as its own arguments. */
const LINES: Partial<Record<FaultKind, string>> = {
  fail: 'echo "made to fail" >&2; exit 128',
  fail_after: '"$@"; echo "made to fail" >&2; exit 128',
  hang: `exec -a ${HANGING_MARK} sleep 600`,
  hang_kill: `exec -a ${HANGING_MARK} sleep 600`,
  late: `sleep ${LATE_SECONDS}; exec "$@"`,
  late_kill: `sleep ${LATE_SECONDS}; exec "$@"`,
};

/** Programs the daemon has started to work for it, and that have not ended. Hosts of terminals are nobody's servants. */
export type Servants = Set<ChildProcess>;

/** Makes start and end of every program points, and replaces programs that are to go wrong. */
export function watchPrograms(counter: PointCounter, servants: Servants, killSelf: () => void): void {
  replaceFunction(process.getBuiltinModule('node:child_process'), 'spawn', (original) => {
    return function spawn(this: unknown, ...parameters) {
      const [file, args] = parameters;
      const given = Array.isArray(args) ? (args as readonly string[]) : [];
      const effect = programEffect(String(file), given);
      const occurrence = counter.next(effect);
      const kind = counter.pass('before', effect, occurrence);
      const child = start(original, this, parameters, kind) as ChildProcess;
      if (effect !== 'host') {
        servants.add(child);
        child.once('exit', () => servants.delete(child));
      }
      counter.pass('after', effect, occurrence);
      child.prependListener('exit', () => void counter.pass('ended', effect, occurrence));
      if (kind === 'hang_kill' || kind === 'late_kill') setTimeout(killSelf, KILL_AFTER_MS);
      return child;
    };
  });
  syncBuiltinESMExports();
}

function start(original: AnyFunction, self: unknown, parameters: readonly unknown[], kind: FaultKind | null): unknown {
  const line = kind === null ? undefined : LINES[kind];
  if (line === undefined) return original.apply(self, [...parameters]);
  const [file, args, options] = parameters;
  const given = Array.isArray(args) ? (args as readonly unknown[]) : [];
  return original.apply(self, ['/bin/bash', ['-c', line, 'bash', file, ...given], options]);
}

import { constants } from 'node:os';

/** A command that goes on until it is told to stop. */
export interface Interruption {
  /** Aborted by the first Ctrl-C, hang-up or request to end. */
  readonly signal: AbortSignal;
  /** Listens no more: the next Ctrl-C ends the process at once. */
  release(): void;
}

/** The signals that end a command which follows something. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The part of a process that is needed here. */
type SignalledProcess = Pick<NodeJS.Process, 'once' | 'off' | 'exitCode'>;

/**
 * Lets a command clean up when it is interrupted. The exit code is the one a shell expects of an interrupted program: 130 after
 * Ctrl-C. A second Ctrl-C ends the process at once.
 */
export function watchForInterruption(target: SignalledProcess = process): Interruption {
  const controller = new AbortController();
  function onSignal(name: NodeJS.Signals): void {
    target.exitCode = 128 + constants.signals[name];
    controller.abort();
    release();
  }
  function release(): void {
    for (const name of SIGNALS) target.off(name, onSignal);
  }
  for (const name of SIGNALS) target.once(name, onSignal);
  return { signal: controller.signal, release };
}

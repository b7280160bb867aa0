import type { Clock, Timer } from '@ao/ports';
import type { WorldFault, WorldFaults } from './world-faults.ts';

/** Thrown by the stores of a process that has crashed: nothing it does counts any more. */
export class SimulatedCrash extends Error {
  constructor() {
    super('This process has crashed.');
    this.name = 'SimulatedCrash';
  }
}

/** Faults of this name wait for the next write, whichever it is: a disk that is full refuses all of them. Only `fail` makes sense. */
export const ANY_WRITE = 'stores.write';

/** One life of a daemon on the simulated machine: from its start until it stops or crashes. */
export interface ProcessLife {
  readonly crashed: boolean;
  /** Names of the points passed so far, in order: before and after every write and every effect. */
  readonly points: readonly string[];
  /** A clock whose timers die with the process. */
  readonly clock: Clock;
  /** Ends the process at this very moment: its timers, pending calls and writes come to nothing. */
  crash(): void;
  /** Crashes at the n-th point from now on, counted from 1. */
  crashAtPoint(count: number): void;
  /** Runs a synchronous write between two points. */
  write<Result>(name: string, work: () => Result): Result;
  /** Runs an effect on the machine between two points, with whatever fault waits for it. */
  call<Result>(name: string, signal: AbortSignal | undefined, effect: () => Result): Promise<Result>;
}

/** Starts a life. */
export function createProcessLife(options: { readonly clock: Clock; readonly faults: WorldFaults }): ProcessLife {
  const { clock, faults } = options;
  const timers = new Set<Timer>();
  const points: string[] = [];
  let crashed = false;
  let crashAt = Number.POSITIVE_INFINITY;

  function crash(): void {
    crashed = true;
    for (const timer of timers) timer.cancel();
    timers.clear();
  }

  /** Answers false when the process does not get past this point. */
  function pass(point: string): boolean {
    if (crashed) return false;
    points.push(point);
    if (points.length >= crashAt) crash();
    return !crashed;
  }

  function setTimer(delayMs: number, call: () => void): Timer {
    if (crashed) return { cancel: () => undefined };
    const timer = clock.setTimer(delayMs, () => {
      timers.delete(timer);
      if (!crashed) call();
    });
    timers.add(timer);
    return timer;
  }

  function sleep(delayMs: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) return reject(signal.reason);
      const timer = setTimer(delayMs, resolve);
      signal?.addEventListener('abort', () => (timer.cancel(), crashed ? undefined : reject(signal.reason)), { once: true });
    });
  }

  function write<Result>(name: string, work: () => Result): Result {
    if (!pass(`before ${name}`)) throw new SimulatedCrash();
    const fault = faults.take(ANY_WRITE);
    if (fault?.type === 'fail') throw fault.error;
    const result = work();
    if (!pass(`after ${name}`)) throw new SimulatedCrash();
    return result;
  }

  async function call<Result>(name: string, signal: AbortSignal | undefined, effect: () => Result): Promise<Result> {
    if (!pass(`before ${name}`)) return never();
    const fault = faults.take(name);
    await Promise.resolve();
    await (fault === null ? undefined : suffer(fault, signal));
    if (crashed && !outlivesItsCaller(name, fault)) return never();
    const result = effect();
    if (!pass(`after ${name}`)) return never();
    if (fault?.type === 'fail_after') throw fault.error;
    return result;
  }

  async function suffer(fault: WorldFault, signal: AbortSignal | undefined): Promise<void> {
    switch (fault.type) {
      case 'fail':
        throw fault.error;
      case 'fail_after':
        return;
      case 'hang':
        return aborted(signal);
      case 'hang_deaf':
        return never();
      case 'slow':
        return clock.sleep(fault.delayMs, signal);
      case 'late':
        return clock.sleep(fault.delayMs);
    }
  }

  return {
    get crashed() {
      return crashed;
    },
    points,
    clock: { now: () => clock.now(), monotonic: () => clock.monotonic(), setTimer, sleep },
    crash,
    crashAtPoint: (count) => void (crashAt = points.length + count),
    write,
    call,
  };
}

/** A terminal is made by a detached program: once begun, it comes to be even when the daemon is gone. Everything else dies with it. */
function outlivesItsCaller(name: string, fault: WorldFault | null): boolean {
  return fault?.type === 'late' && name.startsWith('runtime.');
}

function never<Result>(): Promise<Result> {
  return new Promise(() => undefined);
}

function aborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal?.aborted === true) return reject(signal.reason);
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

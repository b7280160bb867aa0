/**
 * Something that runs as long as the daemon does: an observer, a delivery loop, the event tail.
 *
 * - `run` resolves when the signal is aborted and everything begun is finished or safely put down
 * - if `run` rejects, the supervisor logs it and runs it again after a growing pause
 * - `drain` is called before the abort, to finish what was accepted; it is bounded by the signal it gets
 */
export interface LongLived {
  readonly name: string;
  run(signal: AbortSignal): Promise<void>;
  drain?(signal: AbortSignal): Promise<void>;
}

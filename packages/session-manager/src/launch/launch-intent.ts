import type {
  DurationMs,
  LaunchId,
  OperationRecord,
  OperationStep,
  ProcessIdentity,
  RuntimeHandle,
  SessionRecord,
  Timestamp,
} from '@ao/domain';
import type { Engine } from '../engine.ts';
import { queueFirstPrompt, type FirstPrompt } from './first-prompt.ts';

/** Name of the step that creates the terminal. */
export const TERMINAL_STEP = 'terminal';

/** A launch as it is written down before the terminal is created: all that is needed to complete it after a crash. */
export interface LaunchIntent {
  readonly handle: RuntimeHandle;
  readonly launchId: LaunchId;
  /** Right before the terminal is created. */
  readonly at: Timestamp;
  readonly agentSessionId: string | null;
  readonly expectsSignals: boolean;
  readonly readyWithinMs: DurationMs;
  readonly firstPrompt: FirstPrompt;
  readonly resumes: boolean;
}

/** The launch an operation has begun; null when it has not come that far, or the launch was withdrawn. */
export function launchIntentOf(record: OperationRecord): LaunchIntent | null {
  const step = terminalStepOf(record);
  // Written by this package alone, under the same name, and never by an older version in another form.
  return step === undefined || !('handle' in step.created) ? null : (step.created as unknown as LaunchIntent);
}

/**
 * Stores that nothing is left of the launch of an operation that stays open, and that nothing more is to come of it: a terminal that
 * comes all the same has no explanation. Part of a transaction of the caller.
 */
export function withdrawLaunch({ stores, clock }: Pick<Engine, 'stores' | 'clock'>, record: OperationRecord): void {
  const step = terminalStepOf(record);
  if (step !== undefined) stores.operations.recordStep(record.id, { ...step, state: 'failed', finishedAt: clock.now(), created: {} });
}

function terminalStepOf(record: OperationRecord): OperationStep | undefined {
  return record.steps.find((candidate) => candidate.name === TERMINAL_STEP);
}

/** Stores that a launch has succeeded: its facts, and the first prompt with what became of it. Part of a transaction of the caller. */
export function storeLaunch(
  engine: Pick<Engine, 'stores' | 'lifecycle' | 'identifiers' | 'clock'>,
  session: SessionRecord,
  launch: { readonly intent: LaunchIntent; readonly process: ProcessIdentity | null },
): void {
  const { handle, launchId, at, agentSessionId, expectsSignals, readyWithinMs, firstPrompt } = launch.intent;
  const { process } = launch;
  engine.lifecycle.observe(session.id, { type: 'launched', at, launchId, handle, process, agentSessionId, expectsSignals, readyWithinMs });
  queueFirstPrompt(engine, session, { firstPrompt, launchId });
}

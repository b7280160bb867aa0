import type { OperationId } from '../ids/other-ids.ts';
import type { SessionId } from '../ids/session-id.ts';
import type { Timestamp } from '../time/timestamp.ts';

/** The multi-step commands that are journalled. */
export const OPERATION_KINDS = ['spawn', 'restore', 'kill', 'cleanup', 'undo_cleanup', 'rename'] as const;

/** One of {@link OPERATION_KINDS}. */
export type OperationKind = (typeof OPERATION_KINDS)[number];

/**
 * - `open`: under way, or interrupted by a crash and waiting for boot reconciliation
 * - `done`: every step succeeded
 * - `failed`: a step failed and what could be undone was undone
 */
export const OPERATION_STATES = ['open', 'done', 'failed'] as const;

/** One of {@link OPERATION_STATES}. */
export type OperationState = (typeof OPERATION_STATES)[number];

/** One step of an operation. It is written as `started` before its effect and completed after it. */
export interface OperationStep {
  readonly name: string;
  readonly state: 'started' | 'done' | 'failed';
  readonly startedAt: Timestamp;
  readonly finishedAt: Timestamp | null;
  /** What the step made or is about to make, so that it can be found and undone after a crash. Plain JSON. */
  readonly created: Readonly<Record<string, unknown>>;
}

/** One journalled operation. */
export interface OperationRecord {
  readonly id: OperationId;
  readonly kind: OperationKind;
  readonly sessionId: SessionId;
  readonly state: OperationState;
  /** The parameters of the command, so that it can be finished after a crash. Plain JSON. */
  readonly request: Readonly<Record<string, unknown>>;
  readonly steps: readonly OperationStep[];
  /** The error of a failed operation. */
  readonly error: { readonly code: string; readonly message: string } | null;
  readonly startedAt: Timestamp;
  readonly deadlineAt: Timestamp;
  readonly finishedAt: Timestamp | null;
}

import type { DurationMs } from '@ao/domain';

/** The times deliveries go by. */
export interface DeliveryPolicy {
  /** How long a typed text may take to appear in the composer. */
  readonly echoWithinMs: DurationMs;
  /** When an unconfirmed text still stands in the composer after this time, it is submitted again. */
  readonly resubmitAfterMs: DurationMs;
  /** How often at most. */
  readonly extraSubmits: number;
  /** How long a text of somebody else may stand in the composer before a message is refused because of it. */
  readonly foreignTextWaitMs: DurationMs;
  /** How long the screen of an agent that is not working may be unreadable before a message is refused because of it. */
  readonly unreadableWaitMs: DurationMs;
  /** How long a terminal may not answer before a message to it fails. */
  readonly unreachableWaitMs: DurationMs;
  /** How long the own interface of an agent may not answer before a message is typed instead, or fails where nothing can be typed. */
  readonly interfaceWaitMs: DurationMs;
  /** How long an agent may take to stop its turn when an urgent message interrupts it. */
  readonly interruptWithinMs: DurationMs;
  /** How long a typed text waits for a dialog to go before it is given up. */
  readonly dialogWaitMs: DurationMs;
  /** How long the last hooks of an agent that has ended, or of a time without daemon, may take to be read. */
  readonly lateConfirmationMs: DurationMs;
  /** How often a text that a dialog swallowed is typed again. */
  readonly retypings: number;
}

/** What deliveries go by unless told otherwise. */
export const DEFAULT_DELIVERY_POLICY: DeliveryPolicy = {
  echoWithinMs: 5_000,
  resubmitAfterMs: 1_500,
  extraSubmits: 2,
  foreignTextWaitMs: 60_000,
  unreadableWaitMs: 120_000,
  unreachableWaitMs: 60_000,
  interfaceWaitMs: 30_000,
  interruptWithinMs: 10_000,
  dialogWaitMs: 10 * 60_000,
  lateConfirmationMs: 5_000,
  retypings: 3,
};

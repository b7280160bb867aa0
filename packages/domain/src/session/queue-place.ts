/**
 * What keeps a queued session from being started now.
 *
 * - `machine_limit`: as many sessions run as the machine may have
 * - `project_limit`: as many sessions run, or are before it in the queue, as its project may have
 * - `memory`: less memory is available than is kept free
 * - `turn`: nothing; it is about to be started
 */
export const QUEUE_HOLDS = ['machine_limit', 'project_limit', 'memory', 'turn'] as const;

/** One of {@link QUEUE_HOLDS}. */
export type QueueHold = (typeof QUEUE_HOLDS)[number];

/** Where a queued session stands. Worked out whenever somebody asks, never stored. */
export interface QueuePlace {
  /**
   * 1 is the next. Counted among the sessions that a place on the machine would start; a session that its project's own limit holds
   * back does not stand in the way of others, and is counted among all that wait of its project.
   */
  readonly position: number;
  readonly heldBy: QueueHold;
  /** One sentence for people: what it waits for, with the figures. */
  readonly text: string;
  /** What would start it sooner. */
  readonly nextStep: string;
}

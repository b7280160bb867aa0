import type { OperationRecord } from '@ao/domain';

/** Name of the step that gives a queued session its place. */
export const ADMISSION_STEP = 'admission';

/** A session whose start is cut off this often by the end of the daemon may be the reason for that end. */
const ADMISSIONS_MAX = 3;

/** How often a place was given to the session of an operation; 0 when it never had to wait. */
export function admissionsOf(record: OperationRecord): number {
  const step = record.steps.find(({ name }) => name === ADMISSION_STEP);
  return step === undefined ? 0 : Number(step.created['attempt']);
}

/** Tells whether a session that was cut off while it was being started gets back to its place in the queue. Nobody else waits for it. */
export function mayQueueAgain(record: OperationRecord): boolean {
  const admissions = admissionsOf(record);
  return admissions > 0 && admissions < ADMISSIONS_MAX;
}

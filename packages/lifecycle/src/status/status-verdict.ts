import type { SessionStatus, Timestamp } from '@ao/domain';

/** What one rule says. */
export interface StatusVerdict {
  readonly status: SessionStatus;
  /** Stable name of the rule. */
  readonly rule: string;
  readonly text: string;
  readonly nextStep: string | null;
  /** When time alone will change the status. */
  readonly changesAt?: Timestamp | undefined;
}

import type { HostState } from '../state/host-state.ts';
import type { FaultQueue } from './fault.ts';
import type { HostUsage } from './host-usage.ts';
import type { RateAccount } from './rate-account.ts';

/** What all parts of the server share. */
export interface HostFront {
  readonly state: HostState;
  readonly faults: FaultQueue;
  readonly usage: HostUsage;
  /** What a token has used up. */
  account(token: string): RateAccount;
  /** A link to a log in the store of logs. */
  logUrl(jobId: number): string;
}

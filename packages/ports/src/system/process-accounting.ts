import type { LaunchId, ProcessIdentity, SessionId, SessionResources } from '@ao/domain';

/** A session whose processes are counted. */
export interface AccountedSession {
  readonly sessionId: SessionId;
  /** Marks everything that was started in the launch, by the variable `AO_LAUNCH_ID`. */
  readonly launchId: LaunchId;
  /** The agent, when it is known. */
  readonly process: ProcessIdentity | null;
}

/** Tells what the processes of sessions use. */
export interface ProcessAccounting {
  /**
   * Measures all the sessions given with one look at the process table, or with two looks a moment apart when nobody has looked lately;
   * asked again within two seconds it answers what it knows. A session none of whose processes runs has no entry. Never rejects:
   * where the system does not tell, nothing is answered.
   */
  measure(sessions: readonly AccountedSession[]): Promise<ReadonlyMap<SessionId, SessionResources>>;
}

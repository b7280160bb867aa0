import type { AoError, ExitFacts, ProcessIdentity, Timestamp } from '@ao/domain';

/**
 * What a look at one terminal showed.
 *
 * - `alive`: the agent's own process runs (not merely the terminal around it)
 * - `dead`: it has ended, with evidence. A terminal that was never created, or was forgotten, is dead with evidence `runtime_gone`
 * - `unknown`: the look itself failed. It proves nothing and changes nothing
 */
export type RuntimeProbe =
  | { readonly state: 'alive'; readonly process: ProcessIdentity; readonly lastOutputAt: Timestamp | null }
  | { readonly state: 'dead'; readonly exit: ExitFacts; readonly lastOutputAt: Timestamp | null }
  | { readonly state: 'unknown'; readonly error: AoError };

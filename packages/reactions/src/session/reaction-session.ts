import type { Activity, LaunchState, SessionId, SessionPhase } from '@ao/domain';
import type { ReactionReason } from '../ledger/reaction-reason.ts';

/** A session as far as it matters for telling it something. */
export interface ReactionSession {
  readonly id: SessionId;
  readonly phase: SessionPhase;
  readonly activity: Pick<Activity, 'state'>;
  /** Of its present launch; null before the first. */
  readonly launchState: LaunchState | null;
  /** How many of its other pull requests are open. */
  readonly otherOpenPullRequests: number;
  /** The pull request stands on another one that is open, so that it cannot be merged by itself. */
  readonly standsOnOpenPullRequest: boolean;
  /** Logins the session writes with at the host: the account of the token, at least. */
  readonly ownAccounts: readonly string[];
}

/** Why a session cannot be told anything now; null when it can. An agent whose activity is unknown can: the messenger looks before it types. */
export function sessionHold(session: ReactionSession): ReactionReason | null {
  switch (session.phase) {
    case 'queued':
      return 'session_queued';
    case 'starting':
      return 'session_starting';
    case 'stopping':
      return 'session_stopping';
    case 'ended':
      return 'session_ended';
    case 'live':
      return liveHold(session);
  }
}

function liveHold({ activity, launchState }: ReactionSession): ReactionReason | null {
  if (activity.state === 'exited' || launchState === 'crashed') return 'session_ended';
  if (activity.state === 'waiting_input' || activity.state === 'blocked') return 'needs_person';
  if (launchState === 'needs_login' || launchState === 'needs_trust' || launchState === 'update_prompt') return 'needs_person';
  return launchState === 'starting' || launchState === null ? 'session_starting' : null;
}

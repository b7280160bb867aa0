import type { SessionFacts, SessionRecord } from '@ao/domain';
import type { Observation } from '../observation/observation.ts';
import type { Reaction } from '../observation/reaction.ts';
import { DEFAULT_LIFECYCLE_POLICY, type LifecyclePolicy } from '../lifecycle-policy.ts';
import { withConversation } from './conversation.ts';
import { withoutStaleRequests } from './open-requests.ts';
import { reactionsBetween } from './reactions-between.ts';
import { reduceOperation } from './reduce-operation.ts';
import { reduceBoot, reduceProbe } from './reduce-probe.ts';
import { reduceAnswer, reduceRelease } from './reduce-request.ts';
import { reduceScreen } from './reduce-screen.ts';
import { reduceSignal } from './reduce-signal.ts';
import { reduceSourceLost } from './reduce-source-lost.ts';
import { reduceTick } from './reduce-tick.ts';
import { reduceWorkspace } from './reduce-workspace.ts';

/** What an observation does to a session. */
export interface Reduced {
  /** The very object that was given when nothing changes. */
  readonly facts: SessionFacts;
  readonly reactions: readonly Reaction[];
}

/**
 * Computes the facts after an observation. Pure and total: every observation is allowed in every state, and one that does not
 * apply (another launch, older than what is known, an ended session) changes nothing.
 */
export function reduce(record: SessionRecord, observation: Observation, policy: LifecyclePolicy = DEFAULT_LIFECYCLE_POLICY): Reduced {
  const facts = withoutStaleRequests(nextFacts(record, observation, policy));
  return { facts, reactions: reactionsBetween(record, facts) };
}

function nextFacts(record: SessionRecord, observation: Observation, policy: LifecyclePolicy): SessionRecord {
  switch (observation.type) {
    case 'launched':
    case 'launch_ready':
    case 'kill_begun':
    case 'ended':
    case 'restore_begun':
    case 'queued':
    case 'admitted':
      return reduceOperation(record, observation);
    case 'workspace_ready':
    case 'setup_changed':
    case 'workspace_removed':
    case 'workspace_rescued':
      return reduceWorkspace(record, observation);
    case 'runtime_probe':
      return reduceProbe(record, observation, policy);
    case 'boot_observed':
      return reduceBoot(record, observation);
    case 'agent_signal':
      return reduceSignal(record, observation);
    case 'screen_read':
      return reduceScreen(record, observation, policy);
    case 'source_lost':
      return reduceSourceLost(record, observation);
    case 'request_answered':
      return reduceAnswer(record, observation);
    case 'request_released':
      return reduceRelease(record, observation);
    case 'conversation_learned':
      return observation.launchId !== null && record.launch?.id !== observation.launchId
        ? record
        : withConversation(record, observation.agentSessionId);
    case 'tick':
      return reduceTick(record, observation, policy);
  }
}

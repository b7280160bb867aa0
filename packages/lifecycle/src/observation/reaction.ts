import type { ActivityState, AgentRequest, ExitFacts, LaunchId, LaunchState, SessionEnd, SessionPhase, Timestamp } from '@ao/domain';

/**
 * What follows from a change of facts, as data. Whoever cares acts on it; lifecycle itself does nothing.
 *
 * - `needs_person`: a dialog or a question has just come up, also one more while another stands open
 * - `request_over`: a request of that launch stands open no longer, for whatever reason; one that was replaced or released counts, too
 * - `output_moved`: the terminal printed after a while of silence (told at intervals, not for every byte)
 */
export type Reaction =
  | { readonly type: 'phase_changed'; readonly from: SessionPhase; readonly to: SessionPhase }
  | { readonly type: 'launched'; readonly launchId: LaunchId }
  | { readonly type: 'launch_changed'; readonly from: LaunchState; readonly to: LaunchState }
  | { readonly type: 'became_ready'; readonly launchId: LaunchId }
  | { readonly type: 'activity_changed'; readonly from: ActivityState; readonly to: ActivityState }
  | { readonly type: 'became_idle'; readonly at: Timestamp }
  | { readonly type: 'needs_person'; readonly text: string | null }
  | { readonly type: 'request_over'; readonly launchId: LaunchId; readonly request: AgentRequest }
  | { readonly type: 'output_moved'; readonly at: Timestamp }
  | { readonly type: 'conversation_learned'; readonly agentSessionId: string }
  | { readonly type: 'session_ended'; readonly end: SessionEnd; readonly exit: ExitFacts | null };

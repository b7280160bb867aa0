import type { ActivitySource, ActivityState, AgentRequest, LaunchState, Timestamp } from '@ao/domain';

/** What every signal carries. */
export interface AgentSignalBase {
  /** When it happened, by the source's own time. */
  readonly at: Timestamp;
  readonly source: ActivitySource;
  /** For people: what was seen, for example `hook Stop` or `status file: busy`. */
  readonly evidence: string;
}

/**
 * One thing an agent (or something that watches it) said.
 *
 * - `activity`: the state it is in now
 * - `request_cleared`: the request that blocked it is over; it goes on working
 * - `prompt_submitted`: it took a prompt. This alone acknowledges a message
 * - `conversation`: its own id of the conversation
 * - `launch`: how far it has come in starting
 * - `alive`: it did something that proves no state (counts as a sign of life only)
 */
export type AgentSignal =
  | (AgentSignalBase & {
      readonly type: 'activity';
      readonly state: Exclude<ActivityState, 'exited'>;
      readonly detail: string | null;
      readonly correlationId: string | null;
      /** True for `active` and `idle` that begin or end a turn, and so override `blocked`; false for events inside a turn, also those of sub-agents. */
      readonly turnBoundary: boolean;
      /** With `blocked` and `waiting_input`: what is asked, where the agent tells it as data. Its id is the correlation id. */
      readonly request?: AgentRequest | undefined;
    })
  | (AgentSignalBase & { readonly type: 'request_cleared'; readonly correlationId: string | null })
  | (AgentSignalBase & { readonly type: 'prompt_submitted'; readonly text: string })
  | (AgentSignalBase & { readonly type: 'conversation'; readonly agentSessionId: string })
  | (AgentSignalBase & { readonly type: 'launch'; readonly state: LaunchState; readonly detail: string | null })
  | (AgentSignalBase & { readonly type: 'alive' });

import type { AgentRequest, RequestAnswer } from '@ao/domain';
import type { AgentContact } from './agent-contact.ts';

/** An answer to a request that stands open. */
export interface AgentAnswerRequest extends AgentContact {
  readonly request: AgentRequest;
  readonly answer: RequestAnswer;
}

/** A request that nobody can answer from outside any more. */
export interface AgentReleaseRequest extends AgentContact {
  readonly request: AgentRequest;
}

/**
 * What came of an answer.
 *
 * - `given`: the agent has it
 * - `gone`: nobody waits for it any more (answered in the terminal, interrupted, ended)
 * - `unavailable`: the agent could not be reached, and surely nothing was given: answer in the terminal, or try again
 */
export type AgentAnswerOutcome =
  | { readonly type: 'given'; readonly evidence: string }
  | { readonly type: 'gone'; readonly reason: string }
  | { readonly type: 'unavailable'; readonly reason: string };

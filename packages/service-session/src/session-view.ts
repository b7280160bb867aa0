import type {
  AgentReport,
  AgentRequest,
  PullRequestFacts,
  QueuePlace,
  SessionRecord,
  SessionResources,
  SessionStatus,
  StatusReason,
} from '@ao/domain';

/** A request as clients see it: where the agent waits for the answer is nobody's business. */
export type AgentRequestView = Omit<AgentRequest, 'channel'>;

/** A session as clients see it: its facts, and the status derived from them at this moment. */
export interface SessionView extends Omit<SessionRecord, 'requests'> {
  /** What the agent wants of a person, oldest first. A request without choices can be answered in the terminal only. */
  readonly requests: readonly AgentRequestView[];
  readonly status: SessionStatus;
  /** Why the status is what it is. */
  readonly reason: StatusReason;
  readonly isTerminated: boolean;
  readonly pullRequests: readonly PullRequestFacts[];
  /** Questions the agent asked with `ao ask` and nobody has answered, oldest first. */
  readonly questions: readonly AgentReport[];
  /** That the agent said it is done, while it has begun nothing new since; null otherwise. */
  readonly done: AgentReport | null;
  /** Messages that are not in a final state yet. */
  readonly openMessages: number;
  /** Where it stands in the queue, when the phase is `queued`; null otherwise. */
  readonly queue: QueuePlace | null;
  /** What its processes use; null unless that was asked for, and when nothing of it runs. */
  readonly resources: SessionResources | null;
  /** What the person is asked, when the status is `needs_input`; null otherwise. */
  readonly needs: string | null;
}

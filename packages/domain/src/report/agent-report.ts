import type { AgentReportId, LaunchId } from '../ids/other-ids.ts';
import type { SessionId } from '../ids/session-id.ts';
import type { MessageSender } from '../message/message-record.ts';
import type { Timestamp } from '../time/timestamp.ts';

/**
 * What an agent says in so many words.
 *
 * - `report`: something others should know; nothing is asked
 * - `question`: it wants an answer in words; open until it is answered
 * - `done`: it says that its work is done. A claim of the agent, never a status
 */
export const AGENT_REPORT_KINDS = ['report', 'question', 'done'] as const;
/** One of {@link AGENT_REPORT_KINDS}. */
export type AgentReportKind = (typeof AGENT_REPORT_KINDS)[number];

/** Longer texts are cut, and say so. In characters. */
export const AGENT_REPORT_TEXT_MAX = 4_000;

/** So many questions of a session may stand open; an agent that asks more is told to wait for answers. */
export const OPEN_QUESTIONS_MAX = 16;

/**
 * How an answer comes to the agent.
 *
 * - `waiting`: an `ao ask` that waits is given it, and has not confirmed yet
 * - `received`: the waiting `ao ask` has confirmed it
 * - `message`: it was put into the outbox of the session as a message
 */
export const ANSWER_DELIVERIES = ['waiting', 'received', 'message'] as const;
/** One of {@link ANSWER_DELIVERIES}. */
export type AnswerDelivery = (typeof ANSWER_DELIVERIES)[number];

/** The answer to a question. */
export interface QuestionAnswer {
  readonly text: string;
  readonly at: Timestamp;
  readonly by: MessageSender;
  readonly delivery: AnswerDelivery;
}

/** Something an agent said about its work, with the token of its session. Never trusted: it is quoted wherever others read it. */
export interface AgentReport {
  readonly id: AgentReportId;
  readonly sessionId: SessionId;
  readonly kind: AgentReportKind;
  /** Cleaned of control characters and escape sequences; at most {@link AGENT_REPORT_TEXT_MAX} characters. Empty for a `done` without words. */
  readonly text: string;
  readonly at: Timestamp;
  /** The launch of the agent that said it; null when none was known. */
  readonly launchId: LaunchId | null;
  /** For questions; null while the question stands open. */
  readonly answer: QuestionAnswer | null;
  /** For `done`: when the agent began something new, so that the claim stands no longer; null while it stands. */
  readonly supersededAt: Timestamp | null;
}

/** What of a session's reports has a say in how it stands. */
export interface StandingReports {
  /** Questions without an answer, oldest first; at most {@link OPEN_QUESTIONS_MAX}. */
  readonly questions: readonly AgentReport[];
  /** The newest `done`, while it stands; null otherwise. */
  readonly done: AgentReport | null;
}

/** Nothing was said. */
export const NO_STANDING_REPORTS: StandingReports = { questions: [], done: null };

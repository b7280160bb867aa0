import type { AgentReport, AgentReportKind, MessageSender } from '@ao/domain';

/** What an agent says. Ids are text here; they are checked by the service. */
export interface NewReportRequest {
  readonly sessionId: string;
  readonly kind: AgentReportKind;
  /** Cleaned and cut to 4,000 characters. May be empty for `done` only. */
  readonly text: string;
  /** The same id with the same words is the same report. Default: a new one. */
  readonly id?: string | undefined;
}

/** Which reports to list; absent fields do not restrict. */
export interface ReportListRequest {
  readonly projectId?: string | undefined;
  readonly sessionId?: string | undefined;
  /** Only questions without an answer. */
  readonly open?: boolean | undefined;
  /** Default 50, at most 500. */
  readonly limit?: number | undefined;
}

/** A report by its place. */
export interface ReportPlace {
  readonly sessionId: string;
  readonly reportId: string;
}

/** What agents say in so many words, and what is answered. Every id is checked: `INVALID_SESSION_ID`, `SESSION_NOT_FOUND`, `REPORT_NOT_FOUND`. */
export interface ReportService {
  /**
   * Stores what an agent says, and raises a notice. Throws `REPORT_EMPTY`, `REPORT_ID_INVALID`, `REPORT_ID_CONFLICT`, `SESSION_ENDED`,
   * `TOO_MANY_QUESTIONS`.
   */
  add(request: NewReportRequest): AgentReport;
  get(place: ReportPlace): AgentReport;
  /** Newest first. */
  list(request: ReportListRequest): readonly AgentReport[];
  /** Resolves when the question has an answer, or as it is when the signal is aborted. Throws `NOT_A_QUESTION`. */
  answered(place: ReportPlace, signal: AbortSignal): Promise<AgentReport>;
  /**
   * Answers a question: an `ao ask` that waits is given it, else it is sent to the agent as a message. The same answer again changes
   * nothing. Throws `NOT_A_QUESTION`, `QUESTION_ANSWERED`, `REPORT_EMPTY`, `MESSAGE_TOO_LONG`, `SESSION_ENDED`, `CAPABILITY_UNSUPPORTED`.
   */
  answer(place: ReportPlace, answer: { readonly text: string; readonly by: MessageSender }): AgentReport;
  /** Notes that the `ao ask` that waited has its answer. Without it the answer is sent as a message, too, ten seconds later. */
  received(place: ReportPlace): AgentReport;
}

import type {
  AgentReport,
  AgentReportId,
  AnswerDelivery,
  ProjectId,
  QuestionAnswer,
  SessionId,
  StandingReports,
  Timestamp,
} from '@ao/domain';

/** Which reports to list; absent fields do not restrict. */
export interface ReportFilter {
  readonly projectId?: ProjectId | undefined;
  readonly sessionId?: SessionId | undefined;
  /** Only questions without an answer. */
  readonly open?: boolean | undefined;
  /** Only those said at this time or later. */
  readonly since?: Timestamp | undefined;
}

/** What agents said, as stored. Synchronous, see {@link SessionStore}. */
export interface ReportStore {
  /**
   * Inserts a report. When the id exists: answers the stored one if session, kind and text are equal, else throws `REPORT_ID_CONFLICT`.
   * Throws `SESSION_NOT_FOUND`.
   */
  add(report: Omit<AgentReport, 'answer' | 'supersededAt'>): AgentReport;
  get(id: AgentReportId): AgentReport | null;
  /** Newest first. */
  list(filter: ReportFilter, limit: number): readonly AgentReport[];
  /** What stands of many sessions, in one query. Sessions without anything are absent. */
  standing(sessionIds: readonly SessionId[]): ReadonlyMap<SessionId, StandingReports>;
  /** Answers a question that has no answer yet; null, and nothing is changed, when it has one, is no question, or is not there. */
  answer(id: AgentReportId, answer: QuestionAnswer): AgentReport | null;
  /** Notes how an answer came to the agent, if it is `waiting` still; null, and nothing is changed, when it is not. */
  noteDelivery(id: AgentReportId, delivery: AnswerDelivery): AgentReport | null;
  /** Answered questions whose answer is `waiting`, oldest first. */
  listUndelivered(): readonly AgentReport[];
  /** The claims `done` of a session stand no longer. Answers how many stood. */
  supersede(sessionId: SessionId, at: Timestamp): number;
  /** Drops what is older than a time, except questions that stand open. Answers how many. */
  prune(before: Timestamp): number;
}

export { AoError, type AoErrorOptions, type ErrorDetails, toAoError } from './errors/ao-error.ts';
export {
  ERROR_CATALOGUE,
  ERROR_CODES,
  type ErrorCatalogueEntry,
  type ErrorCode,
  isErrorCode,
} from './errors/error-catalogue.ts';
export type { ErrorKind } from './errors/error-kind.ts';
export {
  CHANGE_EVENT_TYPES,
  CHANGE_EVENT_VERSION,
  type ChangeEvent,
  type ChangeEventType,
} from './event/change-event.ts';
export type { Branded } from './ids/brand.ts';
export {
  type AgentName,
  type AgentReportId,
  type InstanceId,
  isAdapterName,
  isAgentReportId,
  isMessageId,
  type LaunchId,
  type MessageId,
  type OperationId,
  type RuntimeHandle,
  type RuntimeName,
} from './ids/other-ids.ts';
export {
  isProjectId,
  numberedProjectId,
  PROJECT_ID_MAX_LENGTH,
  type ProjectId,
  parseProjectId,
  projectIdFromFolderName,
  slugify,
} from './ids/project-id.ts';
export {
  branchForSession,
  isSessionId,
  parseSessionId,
  type SessionId,
  sessionIdOf,
  splitSessionId,
} from './ids/session-id.ts';
export {
  FINAL_MESSAGE_STATES,
  MESSAGE_STATES,
  type MessageDelivery,
  type MessageReceipt,
  type MessageRecord,
  type MessageSender,
  type MessageState,
} from './message/message-record.ts';
export { cleanMessageText, MESSAGE_MAX_BYTES, parseMessageText, utf8Length } from './message/message-text.ts';
export {
  NOTICE_DELIVERY_STATES,
  NOTICE_HOLDS,
  NOTICE_KINDS,
  NOTICE_PRIORITIES,
  type NoticeDelivery,
  type NoticeDeliveryState,
  type NoticeHold,
  type NoticeKind,
  type NoticePriority,
  type NoticeRecord,
} from './notice/notice-record.ts';
export {
  OPERATION_KINDS,
  OPERATION_STATES,
  type OperationKind,
  type OperationRecord,
  type OperationState,
  type OperationStep,
} from './operation/operation-record.ts';
export type { IssueIntakeConfig } from './project/issue-intake-config.ts';
export type { OrchestratorConfig } from './project/orchestrator-config.ts';
export type { ProjectConfig, ProjectRecord } from './project/project-record.ts';
export {
  AFTER_MERGE,
  type AfterMerge,
  LIMITED_KINDS,
  type LimitedKind,
  REACTION_KINDS,
  REACTION_MODES,
  type ReactionChoices,
  type ReactionKind,
  type ReactionLimitChoices,
  type ReactionLimits,
  type ReactionMode,
} from './project/reaction-choices.ts';
export {
  CI_STATES,
  type CiState,
  MERGEABILITIES,
  type Mergeability,
  PULL_REQUEST_STATES,
  type PullRequestFacts,
  type PullRequestState,
  REVIEW_DECISIONS,
  type ReviewDecision,
} from './pull-request/pull-request-facts.ts';
export { PULL_REQUEST_NOTE_STATES, type PullRequestNote, type PullRequestNoteState } from './pull-request/pull-request-note.ts';
export {
  AGENT_REPORT_KINDS,
  AGENT_REPORT_TEXT_MAX,
  type AgentReport,
  type AgentReportKind,
  ANSWER_DELIVERIES,
  type AnswerDelivery,
  NO_STANDING_REPORTS,
  OPEN_QUESTIONS_MAX,
  type QuestionAnswer,
  type StandingReports,
} from './report/agent-report.ts';
export {
  ACTIVITY_SOURCES,
  ACTIVITY_STATES,
  type Activity,
  type ActivitySource,
  type ActivityState,
} from './session/activity.ts';
export {
  AGENT_REQUEST_INPUT_MAX_BYTES,
  AGENT_REQUEST_KINDS,
  AGENT_REQUEST_TEXT_MAX,
  AGENT_REQUESTS_MAX,
  type AgentRequest,
  type AgentRequestKind,
  type RequestAnswer,
  type RequestChoice,
} from './session/agent-request.ts';
export { EXIT_EVIDENCE, type ExitEvidence, type ExitFacts } from './session/exit.ts';
export { LAUNCH_STATES, type LaunchFacts, type LaunchState, type ProcessIdentity } from './session/launch.ts';
export { PERMISSION_MODES, type PermissionMode } from './session/permission-mode.ts';
export { QUEUE_HOLDS, type QueueHold, type QueuePlace } from './session/queue-place.ts';
export {
  END_REASONS,
  type EndReason,
  OPEN_PHASES,
  RUNNING_PHASES,
  SESSION_KINDS,
  SESSION_PHASES,
  type SessionEnd,
  type SessionFacts,
  type SessionIdentity,
  type SessionKind,
  type SessionPhase,
  type SessionRecord,
} from './session/session-record.ts';
export type { SessionResources } from './session/session-resources.ts';
export {
  type DerivedStatus,
  SESSION_STATUSES,
  type SessionStatus,
  type StatusFact,
  type StatusReason,
} from './session/session-status.ts';
export {
  SETUP_STATES,
  type SetupState,
  WORKSPACE_STATES,
  type WorkspaceFacts,
  type WorkspaceState,
} from './session/workspace-facts.ts';
export { composeMessage, type MessagePart } from './text/compose-message.ts';
export { cleanForeignText, fitBytes, inlineText, printableUrl } from './text/foreign-text.ts';
export { LEFT_OUT_NOTE_BYTES, QUOTE_MARK, type Quotation, quotationBytes, quotedLines } from './text/quotation.ts';
export { type ClockReading, followClock, steadyAge, type SteadyTime } from './time/steady-time.ts';
export type { DurationMs, Timestamp } from './time/timestamp.ts';
export { INTAKE_STATES, type IntakeState } from './issue/intake-state.ts';

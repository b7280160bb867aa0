export { createSessionService } from './create-session-service.ts';
export { ANSWER_MESSAGE_MAX_CHARACTERS } from './answer/answer-request.ts';
export type {
  AnswerResult,
  CleanupItem,
  KillResult,
  SendMessageRequest,
  SessionExplanation,
  SessionListRequest,
  SessionService,
  SpawnRequest,
  SpawnTask,
  WaitCondition,
} from './session-service.ts';
export type { AgentRequestView, SessionView } from './session-view.ts';
export type { SessionServiceOptions } from './session-service-options.ts';
export { createStatusFeed, type StatusChange, type StatusFeed, type StatusFeedOptions } from './status/status-feed.ts';
export { createOrchestratorService, type OrchestratorServiceOptions } from './orchestrators/create-orchestrator-service.ts';
export type {
  DelegateRequest,
  Delegated,
  OrchestratorService,
  OrchestratorStarted,
  StartOrchestratorRequest,
} from './orchestrators/orchestrator-service.ts';
export { createReportService, type ReportServiceOptions } from './reports/create-report-service.ts';
export { createReportAttendant, type ReportAttendantOptions } from './reports/report-attendant.ts';
export type { NewReportRequest, ReportListRequest, ReportPlace, ReportService } from './reports/report-service.ts';

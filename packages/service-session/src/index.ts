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
  WaitCondition,
} from './session-service.ts';
export type { AgentRequestView, SessionView } from './session-view.ts';
export type { SessionServiceOptions } from './session-service-options.ts';
export { createStatusFeed, type StatusChange, type StatusFeed, type StatusFeedOptions } from './status/status-feed.ts';

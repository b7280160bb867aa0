export { createSessionService } from './create-session-service.ts';
export type {
  CleanupItem,
  KillResult,
  SendMessageRequest,
  SessionExplanation,
  SessionListRequest,
  SessionService,
  SpawnRequest,
  WaitCondition,
} from './session-service.ts';
export type { SessionView } from './session-view.ts';
export type { SessionServiceOptions } from './session-service-options.ts';
export { createStatusFeed, type StatusChange, type StatusFeed, type StatusFeedOptions } from './status/status-feed.ts';

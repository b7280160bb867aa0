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

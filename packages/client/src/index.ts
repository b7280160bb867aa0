export { AoApiError, type AoApiErrorFields } from './ao-api-error.ts';
export { type AoClient, type AoClientOptions, createClient, createClientOver } from './ao-client.ts';
export type {
  AddProjectRequest,
  Agent,
  AgentReport,
  AgentRequest,
  Answer,
  AnswerResult,
  Body,
  ChangeEvent,
  AttachCommand,
  Batch,
  BatchItem,
  BatchResult,
  Changes,
  CleanupItem,
  DaemonStatus,
  Delegated,
  Doctor,
  DoctorCheck,
  ErrorCode,
  Explanation,
  Issue,
  IssueComment,
  IssueIntake,
  KillResult,
  Loose,
  Message,
  MessageReceipt,
  Notice,
  Operation,
  OutletTrial,
  Orchestrator,
  Problem,
  Project,
  ProjectConfig,
  ClaimedPullRequest,
  LimitedKind,
  PullRequest,
  PullRequestDetails,
  PullRequestExplanation,
  PullRequestView,
  ReactionKind,
  SessionReactions,
  QueuePlace,
  ResetEvent,
  Screen,
  SendMessageRequest,
  Session,
  SessionResources,
  SessionStatus,
  ShutdownEvent,
  SnapshotEvent,
  SpawnRequest,
  StatusEvent,
  StatusFact,
  StatusReason,
  StreamEvent,
  WebhookSetup,
} from './api-types.ts';
export type { EventsOptions } from './events/event-iterator.ts';
export type { DaemonClient } from './resources/daemon-client.ts';
export type { IssuesClient } from './resources/issues-client.ts';
export type { PullRequestsClient } from './resources/pull-requests-client.ts';
export type { MessagesClient } from './resources/messages-client.ts';
export type { OrchestratorsClient } from './resources/orchestrators-client.ts';
export type { NoticeListOptions, NoticesClient } from './resources/notices-client.ts';
export type { ProjectsClient } from './resources/projects-client.ts';
export type { ReportsClient } from './resources/reports-client.ts';
export type { SessionListOptions, SessionsClient, WaitCondition, WaitOptions } from './resources/sessions-client.ts';
export { GITHUB_WEBHOOK_PATH, type WebhooksClient } from './resources/webhooks-client.ts';
export type { Terminal, TerminalOptions } from './terminal/terminal.ts';
export type { TerminalEvent } from './terminal/terminal-event.ts';
export type { TerminalExit, TerminalMode, TerminalSize } from './terminal/terminal-frames.ts';
export type { ApiCall } from './transport/api-caller.ts';
export type { AddressSource, DaemonAddress } from './transport/daemon-address.ts';
export { createFetchTransport } from './transport/fetch-transport.ts';
export { ConnectionError, type Transport, type TransportAnswer, type TransportRequest } from './transport/transport.ts';

export type { HookSpool, SpooledHook } from './activity/hook-spool.ts';
export type { SourceSighting, SourceSightings } from './activity/source-sightings.ts';
export type { Messenger, SendRequest } from './activity/messenger.ts';
export type {
  AgentLaunchPlan,
  AgentLaunchRequest,
  AgentResumeRequest,
  AgentSignalCheckRequest,
  AgentStatusRequest,
  AgentV1,
  HookEntry,
} from './agent/v1/agent.ts';
export type { AgentAnswerOutcome, AgentAnswerRequest, AgentReleaseRequest } from './agent/v1/agent-answer.ts';
export type { AgentContact, AgentContactSource } from './agent/v1/agent-contact.ts';
export type { AgentDeliveryOutcome, AgentDeliveryRequest } from './agent/v1/agent-delivery.ts';
export type { ScreenDialog, ScreenReading } from './agent/v1/agent-screen.ts';
export type { AgentSignal, AgentSignalBase } from './agent/v1/agent-signal.ts';
export type { AgentComposer, BusyMessageFate, TypingPlan, TypingStep } from './agent/v1/agent-typing.ts';
export type { ForgeAccount } from './forge/v1/forge-account.ts';
export type { ForgeAnswer } from './forge/v1/forge-answer.ts';
export type { ForgeText } from './forge/v1/forge-text.ts';
export type { RateAllowance, RateBudget } from './forge/v1/rate-budget.ts';
export type { RepositoryAddress } from './forge/v1/repository-address.ts';
export type {
  DestroyResult,
  OutputSlice,
  OwnAttachCommand,
  RuntimeCreated,
  RuntimeCreateRequest,
  RuntimeV1,
} from './runtime/v1/runtime.ts';
export type { AttachmentFrame, AttachRequest, RuntimeAttachment } from './runtime/v1/runtime-attachment.ts';
export type { RuntimeProbe } from './runtime/v1/runtime-probe.ts';
export type { ScreenSnapshot } from './runtime/v1/screen-snapshot.ts';
export type { TerminalSize } from './runtime/v1/terminal-size.ts';
export type { CheckFailure, CheckFailureRequest } from './scm/v1/check-failure.ts';
export type { CheckState, PullRequestCheck, PullRequestChecks } from './scm/v1/pull-request-checks.ts';
export type { DiscoveryAnswer, DiscoveryRequest } from './scm/v1/pull-request-discovery.ts';
export type { MergeMethod, MergeOutcome, MergeRequest } from './scm/v1/pull-request-merge.ts';
export type { PullRequestReview, PullRequestThreads, ReviewOpinion, ThreadNote } from './scm/v1/pull-request-review.ts';
export type {
  MergeConflictState,
  MergeGate,
  MergeQueuePlace,
  PullRequestPlace,
  PullRequestSighting,
  PullRequestSnapshot,
} from './scm/v1/pull-request-snapshot.ts';
export type { ReviewThread, ThreadComment } from './scm/v1/review-thread.ts';
export type { ScmHint } from './scm/v1/scm-hint.ts';
export type { ForgeRepository, ScmV1 } from './scm/v1/scm.ts';
export type { NoticeRequest, Notices } from './notice/notices.ts';
export type { NoticeDispatch, NoticeDispatchKind, NoticeOutcome, NoticeOutletV1 } from './notice/v1/notice-outlet.ts';
export type { ChangeLog } from './store/change-log.ts';
export type { IntakeEntry, IssueIntakeStore } from './store/issue-intake-store.ts';
export type { MessageStep, MessageStore } from './store/message-store.ts';
export type { NewNotice, NoticeFilter, NoticeStore, OpenDelivery } from './store/notice-store.ts';
export type { OperationStore } from './store/operation-store.ts';
export type { ProjectStore } from './store/project-store.ts';
export type {
  PullRequestBlindness,
  PullRequestOrigin,
  PullRequestOwner,
  PullRequestStore,
  StoredPullRequest,
} from './store/pull-request-store.ts';
export type { JsonObject, ReactionStore } from './store/reaction-store.ts';
export type { ReportFilter, ReportStore } from './store/report-store.ts';
export type { RepositoryWatch, RepositoryWatchStore } from './store/repository-watch-store.ts';
export type { NewSession, SessionFilter, SessionStore } from './store/session-store.ts';
export type { Stores } from './store/stores.ts';
export type { SessionHead, WakeState, WakeStore } from './store/wake-store.ts';
export type { Clock, Timer } from './system/clock.ts';
export type { IdentifierSource } from './system/identifier-source.ts';
export type { LogFields, Logger } from './system/logger.ts';
export type { LongLived } from './system/long-lived.ts';
export type { MachineMemory, MemoryReading } from './system/machine-memory.ts';
export type { AccountedSession, ProcessAccounting } from './system/process-accounting.ts';
export type { Subscription } from './system/subscription.ts';
export type { ToolCheck } from './system/tool-check.ts';
export type { Issue, IssueComment, IssueList, IssueQuery, IssueReference, IssueState } from './tracker/v1/issue.ts';
export type { TrackerV1 } from './tracker/v1/tracker.ts';
export type { RepositoryFacts } from './workspace/v1/repository-facts.ts';
export type {
  CommitOrigin,
  CommitOriginRequest,
  PushTarget,
  WorkspaceChanges,
  WorkspaceCreated,
  WorkspaceRequest,
  WorkspaceSetupRequest,
  WorkspaceSetupResult,
  WorkspaceV1,
  WorktreeHead,
} from './workspace/v1/workspace.ts';
export type { RemovalAction, RemovalPlan, RemovalResult } from './workspace/v1/workspace-removal.ts';

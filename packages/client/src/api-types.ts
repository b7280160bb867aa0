import type { components, operations } from './generated/openapi.ts';

type Schemas = components['schemas'];

/** A session as the daemon sees it: facts, derived status and its reason. */
export type Session = Schemas['Session'];
/** What an agent wants of a person. */
export type AgentRequest = Schemas['AgentRequest'];
/** What became of an answer to it. */
export type AnswerResult = Schemas['AnswerResult'];
/** What people see of a session. */
export type SessionStatus = Schemas['SessionStatus'];
/** Where a queued session stands. */
export type QueuePlace = Schemas['QueuePlace'];
/** What the processes of a session use. */
export type SessionResources = Schemas['SessionResources'];
/** Why a status is what it is. */
export type StatusReason = Schemas['StatusReason'];
/** One fact that took part in a derivation. */
export type StatusFact = Schemas['StatusFact'];
/** What is known about a pull request. */
export type PullRequest = Schemas['PullRequest'];
/** A pull request of a session, as lists show it. */
export type PullRequestView = Schemas['PullRequestView'];
/** A pull request with its checks and open threads. */
export type PullRequestDetails = Schemas['PullRequestDetails'];
/** Why the agent was told about a pull request, or not. */
export type PullRequestExplanation = Schemas['PullRequestExplanation'];
/** How a session reacts to its pull requests. */
export type SessionReactions = Schemas['SessionReactions'];
/** What a claim came to. */
export type ClaimedPullRequest = Answer<'claimPullRequest'>;
/** What can be reacted to. */
export type ReactionKind = SessionReactions['muted'][number];
/** The kinds of reactions that have limits. */
export type LimitedKind = Schemas['PullRequestNote']['kind'];
/** A repository that sessions are started in. */
export type Project = Schemas['Project'];
/** What a project sets for its sessions. */
export type ProjectConfig = Schemas['ProjectConfig'];
/** Something an agent said with `ao report`, `ao ask` or `ao done`. */
export type AgentReport = Schemas['AgentReport'];
/** The orchestrator of a project. */
export type Orchestrator = Schemas['Orchestrator'];
/** A task that was given to an orchestrator. */
export type Delegated = Schemas['Delegated'];
/** A message with its receipts. */
export type Message = Schemas['Message'];
/** One step in the life of a message. */
export type MessageReceipt = Schemas['MessageReceipt'];
/** Something people should know. */
export type Notice = Schemas['Notice'];
/** What came of trying an outlet. */
export type OutletTrial = Schemas['OutletTrial'];
/** What to enter at a code host for webhooks. */
export type WebhookSetup = Schemas['WebhookSetup'];
/** A journalled operation. */
export type Operation = Schemas['Operation'];
/** Everything that is known about why a session has its status. */
export type Explanation = Schemas['Explanation'];
/** What a kill did. */
export type KillResult = Schemas['KillResult'];
/** One line of a cleanup. */
export type CleanupItem = Schemas['CleanupItem'];
/** The rendered screen of a terminal. */
export type Screen = Schemas['Screen'];
/** A command for a person's terminal. */
export interface AttachCommand {
  readonly argv: readonly string[];
  /** What it needs beside your own variables. */
  readonly env: Readonly<Record<string, string>>;
  /** What is pressed there to leave, for example `Ctrl-b d`. */
  readonly leave?: string | undefined;
}
/** What an agent has changed. */
export type Changes = Schemas['Changes'];
/** The daemon at a glance. */
export type DaemonStatus = Schemas['DaemonStatus'];
/** What `ao doctor` found. */
export type Doctor = Schemas['Doctor'];
/** One line of `ao doctor`. */
export type DoctorCheck = Schemas['DoctorCheck'];
/** One agent the daemon can start. */
export type Agent = Schemas['Agent'];
/** The stable error codes of this version; a newer daemon may know more. */
export type ErrorCode = Schemas['ErrorCode'];
/** The body of every error answer. */
export type Problem = Schemas['Problem'];
/** One committed change. */
export type ChangeEvent = Schemas['ChangeEvent'];
/** A derived status that became another one. */
export type StatusEvent = Schemas['StatusEvent'];
/** The sessions as they are, and the cursor they stand for. */
export type SnapshotEvent = Schemas['SnapshotEvent'];
/** The stream could not go on from where it was; a snapshot follows. */
export type ResetEvent = Schemas['ResetEvent'];
/** The daemon stops. */
export type ShutdownEvent = Schemas['ShutdownEvent'];
/** Anything an event stream yields, told apart by `type`. */
export type StreamEvent = Schemas['StreamEvent'];

/** An issue of a tracker. */
export type Issue = Schemas['Issue'];
/** What somebody wrote about it. */
export type IssueComment = Schemas['IssueComment'];
/** Several tasks at once. */
export type Batch = Loose<Omit<Schemas['Batch'], 'items' | 'defaults'>> & {
  readonly items?: readonly Loose<NonNullable<Schemas['Batch']['items']>[number]>[] | undefined;
  readonly defaults?: Loose<NonNullable<Schemas['Batch']['defaults']>> | undefined;
};
/** One task of a batch as it is planned, and what became of it. */
export type BatchItem = Schemas['BatchItem'];
/** A batch as it is planned, or was carried out. */
export type BatchResult = Schemas['BatchResult'];
/** What the intake of a project does, and did. */
export type IssueIntake = Schemas['IssueIntake'];

/** What starts a session. */
export type SpawnRequest = Loose<Schemas['SpawnSession']>;
/** What adds a project. */
export type AddProjectRequest = Loose<Schemas['AddProject']>;
/** What sends a message. */
export type SendMessageRequest = Loose<Schemas['SendMessage']>;

/** The JSON an operation answers with. */
export type Answer<Name extends keyof operations> = operations[Name]['responses'] extends infer Responses
  ? Responses extends { readonly [Status in 200 | 201 | 202]?: unknown }
    ? JsonOf<Responses[keyof Responses & (200 | 201 | 202)]>
    : never
  : never;

/** The JSON an operation takes. */
export type Body<Name extends keyof operations> = operations[Name] extends { readonly requestBody?: infer Request }
  ? Loose<JsonOf<NonNullable<Request>>>
  : never;

/** The same type; what may be left out may also be `undefined`. */
export type Loose<Value> = { readonly [Key in keyof Value]: Value[Key] | (undefined extends Value[Key] ? undefined : never) } & {};

type JsonOf<Part> = Part extends { readonly content: { readonly 'application/json': infer Json } } ? Json : never;

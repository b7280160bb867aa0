import type { DurationMs, LaunchId, PermissionMode, ProcessIdentity, SessionId, Timestamp } from '@ao/domain';
import type { ScreenSnapshot } from '../../runtime/v1/screen-snapshot.ts';
import type { ToolCheck } from '../../system/tool-check.ts';
import type { AgentAnswerOutcome, AgentAnswerRequest, AgentReleaseRequest } from './agent-answer.ts';
import type { AgentContact } from './agent-contact.ts';
import type { AgentDeliveryOutcome, AgentDeliveryRequest } from './agent-delivery.ts';
import type { ScreenReading } from './agent-screen.ts';
import type { AgentSignal } from './agent-signal.ts';
import type { AgentComposer } from './agent-typing.ts';

/** What every plan needs to know. */
export interface AgentLaunchRequest {
  readonly sessionId: SessionId;
  readonly launchId: LaunchId;
  readonly worktreePath: string;
  readonly repositoryPath: string;
  /** A folder of this session alone, mode 0700, outside the worktree. The adapter may write its private files there. */
  readonly privateDirectory: string;
  /** Folder hook commands drop their payloads into; the agent's environment has it as `AO_SPOOL`. */
  readonly spoolDirectory: string;
  readonly prompt: string | null;
  /** Text for the system prompt, for example what a worker should know of its orchestrator; null for none. */
  readonly systemPrompt: string | null;
  readonly permissionMode: PermissionMode;
  readonly model: string | null;
  /** Program and arguments given by the person, for agents that run any command. */
  readonly command: readonly string[] | null;
  /** The environment the agent will get, before the plan's additions. Used to find programs and logins. */
  readonly env: Readonly<Record<string, string>>;
}

/** A launch that continues an earlier conversation. */
export interface AgentResumeRequest extends AgentLaunchRequest {
  /** The agent's own id of the conversation; null when it was never learned. */
  readonly agentSessionId: string | null;
}

/** Where an agent may be tried out. */
export interface AgentSignalCheckRequest {
  /** An empty private folder for this check alone; the caller removes it. */
  readonly directory: string;
  readonly env: Readonly<Record<string, string>>;
}

/** How to start the agent. */
export interface AgentLaunchPlan {
  /** The program as an absolute path, and its arguments. */
  readonly argv: readonly string[];
  /** Added to the environment; null removes a variable. */
  readonly env: Readonly<Record<string, string | null>>;
  /** True when the command line carries the prompt; otherwise it is sent as a message once the agent is ready. */
  readonly promptInCommand: boolean;
  /** The conversation id, when the adapter could choose it. */
  readonly agentSessionId: string | null;
  /** True when this launch will report by hooks or an interface of its own. */
  readonly expectsSignals: boolean;
  /** How long it may take to become ready. */
  readonly readyWithinMs: DurationMs;
  /** True when an earlier conversation is continued. */
  readonly resumes: boolean;
  /** Things people should know. */
  readonly notices: readonly string[];
}

/** One payload a hook dropped. */
export interface HookEntry {
  readonly sessionId: SessionId;
  readonly launchId: LaunchId;
  /** When the hook wrote it. */
  readonly at: Timestamp;
  /** What the hook got on its standard input; not trusted, at most 1 MiB. */
  readonly payload: string;
  /** Name of the pipe in the launch's spool folder this hook waits at for an answer; absent when it does not wait. */
  readonly answerChannel?: string | undefined;
}

/** What the second source needs to find the agent's own notes. */
export interface AgentStatusRequest {
  readonly sessionId: SessionId;
  readonly process: ProcessIdentity;
  readonly agentSessionId: string | null;
  readonly worktreePath: string;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * One kind of coding agent.
 *
 * - pure where it can be: plans and rules compute, only `check`, `planLaunch`, `planResume` and `readStatus` touch the machine
 * - optional abilities are optional methods: no `interpretHook` means no hooks, no `readScreen` means nothing is ever typed by rule of the screen
 * - writes only into the private directory of the session, never into the worktree or the user's configuration
 */
export interface AgentV1 {
  readonly specificationVersion: 'agent-v1';
  /** Name used on the command line, for example `claude-code`. */
  readonly name: string;
  /** Name for people, for example `Claude Code`. */
  readonly displayName: string;
  /** The modes this agent really has. */
  readonly permissionModes: readonly PermissionMode[];

  /** Whether the agent is installed, of a supported version and logged in. Time-limited; never starts a conversation. */
  check(
    request: { readonly env: Readonly<Record<string, string>>; readonly command?: readonly string[] | null | undefined },
    signal?: AbortSignal,
  ): Promise<ToolCheck>;

  /**
   * Runs the agent far enough that it reports once, by its hooks or its interface, and tells whether the report arrived: the way a
   * session of it would. Starts no conversation, costs no money, asks nothing. Time-limited by the caller.
   */
  checkSignals?(request: AgentSignalCheckRequest, signal?: AbortSignal): Promise<ToolCheck>;

  /** Plans a first launch and writes the private files it needs. Calling it twice is harmless. */
  planLaunch(request: AgentLaunchRequest, signal?: AbortSignal): Promise<AgentLaunchPlan>;

  /** Plans a launch that continues the conversation. Without it a restore starts afresh. When the conversation cannot be found, the plan says so (`resumes: false` and a notice) and starts afresh. */
  planResume?(request: AgentResumeRequest, signal?: AbortSignal): Promise<AgentLaunchPlan>;

  /** Reads one hook payload. Pure. Unknown, foreign or broken payloads yield no signal, or `alive`. */
  interpretHook?(entry: HookEntry): readonly AgentSignal[];

  /** Reads what the agent notes about itself: the second source. Null when it notes nothing (any more). */
  readStatus?(request: AgentStatusRequest, signal?: AbortSignal): Promise<AgentSignal | null>;

  /** Reads the screen. Pure. */
  readScreen?(screen: ScreenSnapshot): ScreenReading;

  /** How to type messages. Without it, and without {@link AgentV1.deliver}, the agent takes no messages and sending is refused. */
  readonly composer?: AgentComposer;

  /**
   * Follows the agent's own interface and tells what it says, until `signal` is aborted (resolves) or the connection ends (rejects with
   * `AGENT_INTERFACE_UNREACHABLE`); the caller connects again. Each connection begins with the present state (as a turn boundary, for
   * it is that of the whole session) and the requests that stand open, so that nothing missed in between stays missed. What a
   * sub-agent does is no turn boundary.
   */
  follow?(contact: AgentContact, listener: (signal: AgentSignal) => void, signal: AbortSignal): Promise<void>;

  /**
   * Hands a message over through the agent's own interface. Preferred to typing where both exist. Time-limited by the caller; an
   * adapter that is aborted after the first byte was sent answers `uncertain`.
   */
  deliver?(request: AgentDeliveryRequest, signal?: AbortSignal): Promise<AgentDeliveryOutcome>;

  /** Stops the agent's turn through its own interface. Without it the composer's interrupt keys are used. Answers whether the agent was reached. */
  interrupt?(contact: AgentContact, signal?: AbortSignal): Promise<boolean>;

  /**
   * True when the terminal shows nothing of a request for as long as it can be answered from outside. As soon as somebody looks at the
   * terminal such a request is released, so that the agent asks there. Needs {@link AgentV1.releaseRequest}.
   */
  readonly hidesRequests?: boolean | undefined;

  /** Answers an open request through the agent's own channel, never by keys. Calling it for a request that is gone is harmless. */
  answerRequest?(request: AgentAnswerRequest, signal?: AbortSignal): Promise<AgentAnswerOutcome>;

  /**
   * Lets go of a request that gets no answer from outside: it is over (answered in the terminal, the turn ended), or somebody looks at
   * the terminal and shall find it there. Nothing waits for an answer any more then, and the agent has got no decision. Calling it for a
   * request that is gone is harmless.
   */
  releaseRequest?(release: AgentReleaseRequest, signal?: AbortSignal): Promise<void>;
}

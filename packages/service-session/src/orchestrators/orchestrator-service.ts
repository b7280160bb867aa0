import type { MessageRecord, MessageSender, SessionId } from '@ao/domain';
import type { SessionView } from '../session-view.ts';

/** How to start the orchestrator of a project; what is absent is as the project has it. */
export interface StartOrchestratorRequest {
  readonly projectId: string;
  /** End the one there is and start anew, with an empty conversation. Default false. */
  readonly clean?: boolean | undefined;
  /** What to begin with; none is needed. */
  readonly prompt?: string | undefined;
  readonly agent?: string | undefined;
  readonly model?: string | undefined;
  readonly permissionMode?: string | undefined;
}

/** The orchestrator of a project. */
export interface OrchestratorStarted {
  readonly session: SessionView;
  /** False when it ran already. */
  readonly started: boolean;
  /** The one that was ended for it; null when none was. */
  readonly replaced: SessionId | null;
  readonly notices: readonly string[];
}

/** A task for the orchestrator of a project. */
export interface DelegateRequest {
  readonly projectId: string;
  readonly text: string;
  /** The same id with the same text is the same message. */
  readonly id?: string | undefined;
  readonly sender: MessageSender;
}

/** What became of a task. */
export interface Delegated extends OrchestratorStarted {
  readonly message: MessageRecord;
}

/** Use cases around orchestrators: a project has at most one that is not ended. */
export interface OrchestratorService {
  /**
   * Makes sure that the project has an orchestrator: answers the one there is, brings the last one back with its conversation, or starts
   * one. Several calls at once answer the same one. Throws what a spawn throws.
   */
  start(request: StartOrchestratorRequest): Promise<OrchestratorStarted>;
  /** Orchestrators by project. Throws `INVALID_PROJECT_ID`, `PROJECT_NOT_FOUND`. */
  list(request: { readonly projectId?: string | undefined; readonly includeEnded?: boolean | undefined }): readonly SessionView[];
  /** Gives a task to the orchestrator of the project, which is started when there is none. Throws what `start` and sending throw. */
  delegate(request: DelegateRequest): Promise<Delegated>;
}

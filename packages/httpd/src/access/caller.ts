import type { ProjectId, SessionId } from '@ao/domain';

/**
 * Who makes a request.
 *
 * - `person`: has the daemon's main token, may do everything
 * - `session`: an agent with the token of its session; it reports about itself and reads, and commands other sessions of its project
 *   only when the project says so, or when it is the orchestrator of the project
 */
export type Caller =
  | { readonly kind: 'person' }
  | {
      readonly kind: 'session';
      readonly sessionId: SessionId;
      readonly projectId: ProjectId;
      /** Whether the project says so, or the session is its orchestrator. */
      readonly mayCommand: boolean;
    };

/** Recognises tokens. */
export interface AccessCheck {
  /** The caller a token belongs to; null when it belongs to nobody. */
  identify(token: string): Caller | null;
}

import type { PermissionMode } from '../session/permission-mode.ts';
import type { DurationMs } from '../time/timestamp.ts';

/** What a project sets for its orchestrator. What is absent is as for its other sessions, or a default. */
export interface OrchestratorConfig {
  readonly agent?: string | undefined;
  readonly model?: string | undefined;
  readonly permissionMode?: PermissionMode | undefined;
  /** Whether it is told what happens to the other sessions of the project. Default true. */
  readonly wake?: boolean | undefined;
  /** The least time between two digests of what can wait. Default 5 minutes; what is urgent is told sooner. */
  readonly digestEveryMs?: DurationMs | undefined;
  /** How long a session needs a person before the orchestrator is told. Default 2 minutes. */
  readonly needsPersonAfterMs?: DurationMs | undefined;
}

import type { Lifecycle, LifecyclePolicy } from '@ao/lifecycle';
import type {
  AgentContactSource,
  AgentV1,
  Clock,
  Messenger,
  ProcessAccounting,
  RuntimeV1,
  SourceSightings,
  Stores,
  WorkspaceV1,
} from '@ao/ports';
import type { Environment, SessionManager } from '@ao/session-manager';

/** What the use cases around sessions stand on. The caller owns all of it. */
export interface SessionServiceOptions {
  readonly stores: Stores;
  readonly manager: SessionManager;
  readonly lifecycle: Pick<Lifecycle, 'observe'>;
  readonly messenger: Pick<Messenger, 'send' | 'settled'>;
  readonly agents: ReadonlyMap<string, AgentV1>;
  readonly runtimes: ReadonlyMap<string, RuntimeV1>;
  readonly workspace: Pick<WorkspaceV1, 'changes' | 'diff'>;
  readonly clock: Clock;
  /** The environment agents are built from; their own notes are looked for by it. */
  readonly environment: () => Environment | Promise<Environment>;
  /** How to reach the agent of a session, for answers to what it asks. */
  readonly contact: AgentContactSource;
  /** Measures what sessions use. Without it nobody can tell. */
  readonly accounting?: ProcessAccounting | undefined;
  /** What was seen of each source of activity. Without it explanations tell less of hooks and interfaces. */
  readonly sightings?: SourceSightings | undefined;
  /** The rules statuses are derived by; the same as lifecycle's. */
  readonly policy?: LifecyclePolicy | undefined;
}

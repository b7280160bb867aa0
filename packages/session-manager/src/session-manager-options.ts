import type { SessionId, SessionRecord } from '@ao/domain';
import type { Lifecycle } from '@ao/lifecycle';
import type {
  AgentV1,
  Clock,
  HookSpool,
  IdentifierSource,
  Logger,
  Messenger,
  RuntimeV1,
  Stores,
  TerminalSize,
  WorkspaceV1,
} from '@ao/ports';
import type { Environment } from './launch/agent-environment.ts';
import type { SessionLimits } from './queue/session-limits.ts';
import type { SessionFolders } from './session-folders.ts';

/** What the machine is like, as far as environments are built for it. */
export interface MachineFacts {
  /** `AO_HOME` of every agent. */
  readonly home: string;
  /** Folder of our own `ao`; null when it is not known. */
  readonly binaryDirectory: string | null;
  readonly pathSeparator: string;
  /** A UTF-8 locale that exists, for example `C.UTF-8`. */
  readonly utf8Locale: string;
}

/** Everything the engine works with. Nothing of it is owned by the engine. */
export interface SessionManagerOptions {
  readonly stores: Stores;
  readonly lifecycle: Lifecycle;
  readonly agents: ReadonlyMap<string, AgentV1>;
  readonly runtimes: ReadonlyMap<string, RuntimeV1>;
  readonly workspace: WorkspaceV1;
  readonly messenger: Pick<Messenger, 'wake'>;
  readonly spool: Pick<HookSpool, 'prepare' | 'discard'>;
  readonly folders: SessionFolders;
  readonly clock: Clock;
  readonly identifiers: IdentifierSource;
  readonly logger: Logger;
  readonly machine: MachineFacts;
  /** What is used when neither the command nor the project says anything. */
  readonly defaults: { readonly agent: string; readonly runtime: string };
  /** The environment agents are built from: that of the person's login shell. */
  readonly environment: () => Environment | Promise<Environment>;
  /** What an agent needs to reach the daemon in its own name, for example `AO_URL` and `AO_TOKEN_FILE`. */
  readonly sessionTokens: (sessionId: SessionId) => Environment | Promise<Environment>;
  /** Text for an agent's system prompt. Default: how it reaches its person, and what an orchestrator and its workers should know of each other. */
  readonly systemPrompt?: ((session: SessionRecord) => string | null) | undefined;
  /** The machine's boot: sessions of another boot are known to be gone, whatever their runtime can say. */
  readonly bootId?: (() => Promise<string | null>) | undefined;
  /** What keeps sessions from being started at once. Default: nothing. */
  readonly limits?: SessionLimits | undefined;
  /** Size of a new terminal when nobody asked for one. Default 120 by 40. */
  readonly terminalSize?: TerminalSize | undefined;
}

import type { ExitFacts, LaunchId, ProcessIdentity, RuntimeHandle, SessionId, Timestamp } from '@ao/domain';
import type { SpooledHook } from '@ao/ports';

/** A terminal of the simulated machine. */
export interface SimulatedTerminal {
  readonly handle: RuntimeHandle;
  readonly runtime: string;
  readonly sessionId: SessionId;
  readonly launchId: LaunchId;
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly process: ProcessIdentity;
  readonly startedAt: Timestamp;
  /** Null while the program runs. */
  exit: ExitFacts | null;
  lastOutputAt: Timestamp | null;
  screen: readonly string[];
}

/** A repository of the simulated machine. */
export interface SimulatedRepository {
  readonly path: string;
  readonly originUrl: string | null;
  readonly defaultBranch: string | null;
  /** Pieces of work that are committed, per branch. */
  readonly branches: Map<string, Set<string>>;
  /** Pieces of work that are saved, per rescue ref. */
  readonly rescueRefs: Map<string, Set<string>>;
}

/** A worktree of the simulated machine. */
export interface SimulatedWorktree {
  readonly path: string;
  readonly sessionId: SessionId;
  readonly repositoryPath: string;
  readonly branch: string;
  /** Pieces of work in it that are not committed. */
  readonly uncommitted: Set<string>;
}

/** Everything on the simulated machine that survives the death of a daemon. */
export interface WorldState {
  readonly terminals: Map<RuntimeHandle, SimulatedTerminal>;
  readonly repositories: Map<string, SimulatedRepository>;
  readonly worktrees: Map<string, SimulatedWorktree>;
  readonly privateDirectories: Set<string>;
  readonly spools: Map<SessionId, SpooledHook[]>;
  /** Conversations agents have written down, with the prompts each has seen. */
  readonly conversations: Map<string, string[]>;
  /** Every piece of work that was ever done; none may get lost. */
  readonly work: Set<string>;
  /** Set: no worktree may be removed, for this reason. */
  keepReason: string | null;
  bootId: string;
  nextPid: number;
}

/** A machine on which nothing has happened yet. */
export function createWorldState(): WorldState {
  return {
    terminals: new Map(),
    repositories: new Map(),
    worktrees: new Map(),
    privateDirectories: new Set(),
    spools: new Map(),
    conversations: new Map(),
    work: new Set(),
    keepReason: null,
    bootId: 'boot-1',
    nextPid: 1000,
  };
}

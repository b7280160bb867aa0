import type { ProcessIdentity } from '@ao/domain';

/** A program to be started in a terminal. */
export interface AgentProgram {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** A started program. */
export interface StartedAgent {
  /** Null when it is not known; adapters that need it cannot be tested then. */
  readonly process: ProcessIdentity | null;
  /** Ends it at once; ended already is success. */
  end(): Promise<void>;
}

/** How an agent is run for the cases about its own interface. Without it only what holds without a running agent is tested. */
export interface RunningAgentOptions {
  /** Starts a program in a terminal, for example one of node-pty. */
  readonly start: (program: AgentProgram) => Promise<StartedAgent>;
  /** A prompt the agent is done with in no time. */
  readonly shortPrompt: string;
  /** A prompt that keeps it at work for at least half a minute. */
  readonly longPrompt: string;
  /** How long it may take to start, and to do what it is asked. Default 30 s. */
  readonly patienceMs?: number | undefined;
}

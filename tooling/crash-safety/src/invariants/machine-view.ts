import type { SessionRecord } from '@ao/domain';
import { isAgentProcess, type HomeProcess, processesOf } from '../machine/home-processes.ts';
import type { Stage } from '../machine/stage.ts';
import { readStoredFacts, type StoredFacts } from '../machine/stored-facts.ts';

/** Facts and machine side by side, as of one instant. */
export interface MachineView {
  readonly stage: Stage;
  readonly facts: StoredFacts;
  readonly processes: readonly HomeProcess[];
  /** The agents that run for a session. */
  agentsOf(session: SessionRecord): readonly HomeProcess[];
}

/** Looks at both. */
export function viewMachine(stage: Stage, changesAfter: number): MachineView {
  const facts = readStoredFacts(stage.home, changesAfter);
  const processes = processesOf(stage.home.folder);
  const agents = processes.filter(isAgentProcess);
  return { stage, facts, processes, agentsOf: ({ id }) => agents.filter(({ sessionId }) => sessionId === id) };
}

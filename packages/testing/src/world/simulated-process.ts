import type { AgentV1, Clock, HookSpool, IdentifierSource, RuntimeV1, Stores, WorkspaceV1 } from '@ao/ports';
import type { ProcessLife } from './process-life.ts';
import type { SimulatedFolders } from './simulated-folders.ts';
import type { SimulatedMessenger } from './simulated-messenger.ts';

/** One daemon on the simulated machine: every port it can be wired with. When its life ends, none of them does anything any more. */
export interface SimulatedProcess {
  readonly life: ProcessLife;
  readonly clock: Clock;
  readonly stores: Stores;
  readonly agents: ReadonlyMap<string, AgentV1>;
  readonly runtimes: ReadonlyMap<string, RuntimeV1>;
  readonly workspace: WorkspaceV1;
  readonly spool: HookSpool;
  readonly folders: SimulatedFolders;
  readonly messenger: SimulatedMessenger;
  readonly identifiers: IdentifierSource;
}

import type { MachineMemory } from '@ao/ports';
import type { MemoryReserve } from './memory-room.ts';

/** What keeps sessions from being started at once. */
export interface SessionLimits {
  /** How many sessions may run on this machine; null for no limit. */
  readonly maxRunning: number | null;
  readonly minFreeMemory: MemoryReserve;
  readonly memory: MachineMemory;
}

/** No limits at all. */
export const NO_LIMITS: SessionLimits = {
  maxRunning: null,
  minFreeMemory: { bytes: null, percent: null },
  memory: { read: async () => null },
};

import { runtimeSuite } from '@ao/conformance';
import { describe, test } from 'vitest';
import { createFakeClock } from '../system/fake-clock.ts';
import { createProcessLife } from './process-life.ts';
import { createSimulatedRuntime } from './simulated-runtime.ts';
import { createWorldFaults } from './world-faults.ts';
import { createWorldState } from './world-state.ts';

describe('the simulated runtime keeps the contract, as far as it can without running programs', () => {
  runtimeSuite({
    test,
    lacks: ['programs', 'exit_facts'],
    create() {
      const state = createWorldState();
      return {
        open: () =>
          createSimulatedRuntime({
            name: 'simulated',
            state,
            life: createProcessLife({ clock: createFakeClock(), faults: createWorldFaults() }),
            onStart: () => {},
          }),
      };
    },
  });
});

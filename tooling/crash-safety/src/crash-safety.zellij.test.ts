import { findTestZellij } from '@ao/testing';
import { expect, test } from 'vitest';
import { runShare, TERMINAL_COMMANDS } from './campaign/campaign-share.ts';

/** See `crash-safety.test.ts`. */
const SEED = Number(process.env['AO_TEST_SEED'] ?? 1);

const FAULTS = 2;

test.skipIf(findTestZellij() === null)(
  'over zellij, whatever goes wrong, and whenever the daemon is killed, the machine is in order after the next start',
  async () => {
    const { failures, count } = await runShare({ seed: SEED, runtime: 'zellij', commands: TERMINAL_COMMANDS, faults: FAULTS });
    expect(failures, `AO_TEST_SEED=${SEED}`).toEqual([]);
    expect(count).toBe((FAULTS + 1) * TERMINAL_COMMANDS.length);
  },
);

import { expect, test } from 'vitest';
import { SUBJECTS } from './campaign/campaign.ts';
import { runShare, TERMINAL_COMMANDS } from './campaign/campaign-share.ts';

/** The same faults each time, so that a red test is red for everybody; another seed tries others. `npm run faults` tries all of them. */
const SEED = Number(process.env['AO_TEST_SEED'] ?? 1);

/** Of the recoveries, those that come upon something half made on the machine. */
const RECOVERIES = ['recovery-of-spawn-2', 'recovery-of-cleanup'];

/** With so many faults for each command, a minute over the pty-host and half of one over tmux. */
test.each([
  ['pty-host', SUBJECTS.filter(({ name, boots }) => boots !== true || RECOVERIES.includes(name)).map(({ name }) => name), 3],
  ['tmux', TERMINAL_COMMANDS, 2],
] as const)(
  'over %s, whatever goes wrong, and whenever the daemon is killed, the machine is in order after the next start',
  async (runtime, commands, faults) => {
    const { failures, count } = await runShare({ seed: SEED, runtime, commands, faults });
    expect(failures, `AO_TEST_SEED=${SEED}`).toEqual([]);
    expect(count).toBe((faults + 1) * commands.length);
  },
);

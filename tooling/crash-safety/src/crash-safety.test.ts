import { expect, test } from 'vitest';
import { runCampaign, SUBJECTS } from './campaign/campaign.ts';
import { FAULT_KINDS } from './preload/fault-order.ts';
import { createCampaignReport } from './report/campaign-report.ts';

/** The same faults each time, so that a red test is red for everybody; another seed tries others. `npm run faults` tries all of them. */
const SEED = Number(process.env['AO_TEST_SEED'] ?? 1);

/** For each command; a minute in all. */
const FAULTS = 3;

/** Of the recoveries, those that come upon something half made on the machine. */
const RECOVERIES = ['recovery-of-spawn-2', 'recovery-of-cleanup'];

test('whatever goes wrong, and whenever the daemon is killed, the machine is in order after the next start', async () => {
  const report = createCampaignReport();
  const commands = SUBJECTS.filter(({ name, boots }) => boots !== true || RECOVERIES.includes(name));
  let count = 0;
  await runCampaign({
    seed: SEED,
    runtime: 'pty-host',
    commands,
    // What hangs is given up after seconds, each time.
    kinds: new Set(FAULT_KINDS.filter((kind) => kind !== 'hang')),
    point: null,
    sample: FAULTS,
    rounds: 1,
    workers: 2,
    logs: null,
    onTrial(trial) {
      report.add(trial);
      count += 1;
    },
  });
  expect(report.failures('pty-host'), `AO_TEST_SEED=${SEED}`).toEqual([]);
  expect(count).toBe((FAULTS + 1) * commands.length);
});

import { expect, test } from 'vitest';
import { runCampaign, SUBJECTS, type TriedKind } from './campaign/campaign.ts';
import { createCampaignReport } from './report/campaign-report.ts';
import { FAULT_KINDS } from './preload/fault-order.ts';

/** The same faults each time, so that a red test is red for everybody; another seed tries others. `npm run faults` tries all of them. */
const SEED = Number(process.env['AO_TEST_SEED'] ?? 1);

async function tried(kinds: readonly TriedKind[], options: { readonly sample: number; readonly rounds: number }) {
  const report = createCampaignReport();
  let count = 0;
  await runCampaign({
    ...options,
    seed: SEED,
    runtime: 'pty-host',
    commands: SUBJECTS,
    kinds: new Set(kinds),
    point: null,
    workers: 2,
    logs: null,
    onTrial(trial) {
      report.add(trial);
      count += 1;
    },
  });
  return { count, failures: report.failures('pty-host') };
}

test('whatever point the daemon is killed at, the next one leaves the machine in order', async () => {
  const { count, failures } = await tried(['kill', 'kill_all', 'random'], { sample: 3, rounds: 0 });
  expect(failures, `AO_TEST_SEED=${SEED}`).toEqual([]);
  expect(count).toBe(3 * SUBJECTS.length);
});

test('whatever its programs and its disk do, and whenever it is killed meanwhile, the machine is in order in the end', async () => {
  const kinds = FAULT_KINDS.filter((kind) => kind !== 'kill' && kind !== 'kill_all' && kind !== 'hang');
  const { count, failures } = await tried([...kinds, 'random'], { sample: 1, rounds: 0 });
  expect(failures, `AO_TEST_SEED=${SEED}`).toEqual([]);
  expect(count).toBe(SUBJECTS.length);
});

import { FAULT_KINDS } from '../preload/fault-order.ts';
import type { RuntimeChoice } from '../machine/crash-home.ts';
import { createCampaignReport } from '../report/campaign-report.ts';
import { runCampaign, SUBJECTS } from './campaign.ts';

/** A share of all faults that a test can afford. */
export interface CampaignShare {
  readonly seed: number;
  readonly runtime: RuntimeChoice;
  /** Names of commands. */
  readonly commands: readonly string[];
  /** Faults at points, for each command; and one kill at a random time. */
  readonly faults: number;
}

/** What became of it. */
export interface ShareResult {
  /** What broke, one text for each, with the command line that replays it. */
  readonly failures: readonly string[];
  readonly count: number;
}

/** The commands in which a runtime has a part, and the recovery that comes upon a terminal nobody has written down. */
export const TERMINAL_COMMANDS: readonly string[] = ['spawn', 'kill', 'restore', 'send', 'recovery-of-spawn-2'];

/** Brings a share about. What hangs is left out: it is given up after seconds, each time. */
export async function runShare({ seed, runtime, commands, faults }: CampaignShare): Promise<ShareResult> {
  const report = createCampaignReport();
  let count = 0;
  await runCampaign({
    seed,
    runtime,
    commands: SUBJECTS.filter(({ name }) => commands.includes(name)),
    kinds: new Set(FAULT_KINDS.filter((kind) => kind !== 'hang')),
    point: null,
    sample: faults,
    ofEachKind: false,
    rounds: 1,
    workers: 2,
    logs: null,
    onTrial(trial) {
      report.add(trial);
      count += 1;
    },
  });
  return { failures: report.failures(runtime), count };
}

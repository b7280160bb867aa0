import { cpSync, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ALL_COMMANDS } from '../commands/all-commands.ts';
import type { FaultCommand } from '../commands/fault-command.ts';
import { RECOVERIES } from '../commands/recoveries.ts';
import { copyDaemon, type DaemonCopy } from '../machine/daemon-copy.ts';
import type { RuntimeChoice } from '../machine/crash-home.ts';
import { createStage, type Stage } from '../machine/stage.ts';
import { type FaultKind, type FaultPoint, pointText } from '../preload/fault-order.ts';
import { countPoints } from './count-points.ts';
import { DEADLY, type FaultOutcome, type PlannedFault, runFault, tidyUp } from './fault-run.ts';
import { planFaults } from './plan-faults.ts';
import { runRandomKills } from './random-kills.ts';
import { type Chance, createChance } from './seeded-chance.ts';

/** Everything a campaign can be about. */
export const SUBJECTS: readonly FaultCommand[] = [...ALL_COMMANDS, ...RECOVERIES];

/** What a campaign counts under: a kind of fault, or a kill at a random time. */
export type TriedKind = FaultKind | 'random';

/** One thing that was tried. */
export interface Trial {
  readonly command: string;
  readonly kind: TriedKind;
  /** The point, or the seed of a kill at a random time. */
  readonly where: string;
  readonly outcome: FaultOutcome;
  /** Where the log of the daemons was put aside; null when nothing is broken. */
  readonly logs: string | null;
}

/** Which faults, and how. */
export interface CampaignOptions {
  /** Chooses the sample, and the times of random kills. */
  readonly seed: number;
  readonly runtime: RuntimeChoice;
  readonly commands: readonly FaultCommand[];
  readonly kinds: ReadonlySet<TriedKind>;
  /** Only faults at this point; null for all. */
  readonly point: FaultPoint | null;
  /** At most so many faults at points for each command; null for all. */
  readonly sample: number | null;
  /** The sample is so many of each kind. */
  readonly ofEachKind: boolean;
  /** Kills at random times for each command. */
  readonly rounds: number;
  readonly workers: number;
  /** Folder for the logs of what broke; null to keep none. */
  readonly logs: string | null;
  readonly onTrial: (trial: Trial) => void;
  readonly onProgress?: ((text: string) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Waits of a daemon that meets hanging programs are this much shorter. */
const HASTE = 40;

/** A home is used for so many faults, then a new one is made: sessions of old ones only cost time. */
const FAULTS_PER_STAGE = 40;

interface Job {
  readonly command: FaultCommand;
  readonly haste: number;
  readonly kind: TriedKind;
  readonly where: string;
  readonly run: (stage: Stage) => Promise<FaultOutcome>;
}

/** Counts the points of every command, then brings the faults about. Answers how many points each command has. */
export async function runCampaign(options: CampaignOptions): Promise<ReadonlyMap<string, number>> {
  using copy = await copyDaemon();
  const points = new Map<string, number>();
  const jobs: Job[] = [];
  const chance = createChance(options.seed);
  await using counting = await createStage({ copy, runtime: options.runtime });
  for (const command of options.commands) {
    const counted = await countPoints(counting, command);
    await tidyUp(counting);
    points.set(command.name, counted.length);
    const wanted = planFaults(options.point === null ? counted : [options.point]).filter(({ kind }) => options.kinds.has(kind));
    const chosen = chooseFaults(wanted, options, chance);
    options.onProgress?.(`${command.name}: ${counted.length} points, ${chosen.length + options.rounds} faults`);
    jobs.push(...chosen.map((fault) => pointJob(command, fault)));
    for (let round = 0; round < options.rounds; round += 1) jobs.push(randomJob(command, options.seed + round));
  }
  await counting[Symbol.asyncDispose]();
  // What hangs and what does not want different daemons.
  for (const haste of [1, HASTE]) {
    const queue = jobs.filter((job) => job.haste === haste).values();
    await Promise.all(Array.from({ length: options.workers }, () => work(queue, copy, options)));
  }
  return points;
}

function chooseFaults(
  wanted: readonly PlannedFault[],
  { sample, ofEachKind }: Pick<CampaignOptions, 'sample' | 'ofEachKind'>,
  chance: Chance,
): readonly PlannedFault[] {
  if (sample === null) return wanted;
  if (!ofEachKind) return chance.sample(wanted, sample);
  return [...Map.groupBy(wanted, ({ kind }) => kind).values()].flatMap((faults) => chance.sample(faults, sample));
}

function pointJob(command: FaultCommand, fault: PlannedFault): Job {
  const haste = DEADLY.has(fault.kind) ? 1 : HASTE;
  return { command, haste, kind: fault.kind, where: pointText(fault.point), run: (stage) => runFault(stage, command, fault) };
}

function randomJob(command: FaultCommand, seed: number): Job {
  return { command, haste: 1, kind: 'random', where: `--seed ${seed}`, run: (stage) => runRandomKills(stage, command, createChance(seed)) };
}

/** Does one job after the other on one stage after the other. */
async function work(queue: IterableIterator<Job>, copy: DaemonCopy, options: CampaignOptions): Promise<void> {
  let stage: Stage | null = null;
  let used = 0;
  try {
    for (const job of queue) {
      if (options.signal?.aborted === true) return;
      stage ??= await createStage({ copy, runtime: options.runtime, haste: job.haste });
      const outcome = await attempt(stage, job);
      const isBroken = outcome.broken.length > 0;
      options.onTrial({
        command: job.command.name,
        kind: job.kind,
        where: job.where,
        outcome,
        logs: isBroken ? keepLogs(stage, options) : null,
      });
      used += 1;
      if (isBroken || used % FAULTS_PER_STAGE === 0) {
        await stage[Symbol.asyncDispose]();
        stage = null;
      }
    }
  } finally {
    await stage?.[Symbol.asyncDispose]();
  }
}

/** What cannot even be tried is as bad as what breaks something. */
async function attempt(stage: Stage, job: Job): Promise<FaultOutcome> {
  try {
    const outcome = await job.run(stage);
    if (outcome.broken.length === 0) await tidyUp(stage);
    return outcome;
  } catch (error) {
    return {
      struck: true,
      broken: [`it could not be carried out: ${error instanceof Error ? error.stack : String(error)}`],
      settledAfterMs: 0,
    };
  }
}

function keepLogs(stage: Stage, { logs }: CampaignOptions): string | null {
  if (logs === null) return null;
  const folder = join(logs, basename(stage.home.folder));
  mkdirSync(folder, { recursive: true });
  cpSync(join(stage.home.home, 'logs'), folder, { recursive: true });
  cpSync(stage.home.log, join(folder, 'points'));
  return folder;
}

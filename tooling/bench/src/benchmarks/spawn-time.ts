import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Benchmark, BenchmarkContext, Findings, Invariant } from '../benchmark/benchmark.ts';
import type { Row } from '../benchmark/row.ts';
import { interleave } from '../figures/interleave.ts';
import { median } from '../figures/quantile.ts';
import {
  type GeneratedRepository,
  generateRepository,
  type RepositorySize,
  SMALL_REPOSITORY,
} from '../repositories/generated-repository.ts';
import { describeSteps, spawnOnce, type StepTimes } from './spawn-steps.ts';

/** 5,000 files, 40 MB. */
const LARGE_REPOSITORY: RepositorySize = { files: 5_000, fileBytes: 8_000 };

const SIZES = {
  full: { rounds: { small: 15, large: 7 }, large: LARGE_REPOSITORY },
  smoke: { rounds: { small: 1, large: 1 }, large: { files: 200, fileBytes: 1_000 } },
} as const;

/** From the request to the agent's running process. */
export const spawnTime: Benchmark = { name: 'spawn-time', title: "Spawn until the agent's process runs", run };

async function run({ scale, workshop, progress }: BenchmarkContext): Promise<Findings> {
  const { rounds, large } = SIZES[scale];
  const home = workshop.home();
  await home.start();
  const rows: Row[] = [];
  const notes: string[] = [];
  const invariants: Invariant[] = [];
  const kinds = [
    { name: `${SMALL_REPOSITORY.files} files`, size: SMALL_REPOSITORY, rounds: rounds.small },
    { name: `${large.files} files`, size: large, rounds: rounds.large },
  ];
  for (const [index, kind] of kinds.entries()) {
    progress(`making a repository of ${kind.name}`);
    const repository = generateRepository(workshop, `repository-${index}`, kind.size);
    const { project } = await home.client().projects.add({ path: repository.path });
    const steps: StepTimes = new Map();
    const subjects = {
      bare: () => bareSpawn(repository, join(workshop.folder, 'bare-worktree')),
      ao: () => spawnOnce(home, project.id, steps),
    };
    await interleave(1, subjects);
    steps.clear();
    const samples = await interleave(kind.rounds, subjects, (round) => progress(`${kind.name}: round ${round + 1} of ${kind.rounds}`));
    rows.push({
      what: `spawn, ${kind.name}`,
      value: median(samples.ao),
      unit: 'ms',
      yardstick: { what: '`git worktree add` + exec', value: median(samples.bare) },
      aim: { of: 'excess', atMost: 150 },
    });
    notes.push(`${kind.name}, ${kind.rounds} interleaved rounds, medians by step of the operation's journal: ${describeSteps(steps)}.`);
    const counts = [...steps.values()].map((times) => times.length);
    invariants.push({
      what: `every spawn of ${kind.name} went through all steps`,
      holds: counts.length > 0 && counts.every((count) => count === kind.rounds),
      seen: `${counts.join(', ')} of ${kind.rounds}`,
    });
  }
  return { rows, invariants, notes };
}

async function bareSpawn(repository: GeneratedRepository, worktree: string): Promise<number> {
  const startedAt = performance.now();
  const options = { cwd: repository.path, stdio: 'ignore' } as const;
  execFileSync('git', ['worktree', 'add', '-q', '-b', 'bare/work', worktree, 'main'], options);
  const child = spawn('/bin/sleep', ['infinity'], { cwd: worktree, stdio: 'ignore' });
  await once(child, 'spawn');
  const took = performance.now() - startedAt;
  child.kill('SIGKILL');
  await once(child, 'exit');
  execFileSync('git', ['worktree', 'remove', '--force', worktree], options);
  execFileSync('git', ['branch', '-q', '-D', 'bare/work'], options);
  return took;
}

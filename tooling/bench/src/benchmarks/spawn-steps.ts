import { median } from '../figures/quantile.ts';
import type { BenchHome } from '../workshop/bench-home.ts';

/** How long each step of a spawn took, in milliseconds, by its name in the operation's journal. */
export type StepTimes = Map<string, number[]>;

/** Starts a session and ends it again; answers how long the start took, and adds its steps to the others. */
export async function spawnOnce(home: BenchHome, projectId: string, steps: StepTimes): Promise<number> {
  const { sessions } = home.client();
  const startedAt = performance.now();
  const { session } = await sessions.spawn({ projectId });
  const took = performance.now() - startedAt;
  const { operations } = await sessions.explain(session.id);
  for (const step of operations.find(({ kind }) => kind === 'spawn')?.steps ?? []) {
    const times = steps.get(step.name) ?? [];
    times.push((step.finishedAt ?? Number.NaN) - step.startedAt);
    steps.set(step.name, times);
  }
  await sessions.kill(session.id, { removeWorktree: true });
  return took;
}

/** The medians, for people. */
export function describeSteps(steps: StepTimes): string {
  return [...steps].map(([name, times]) => `${name} ${median(times)} ms`).join(', ');
}

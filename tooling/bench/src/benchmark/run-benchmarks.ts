import { loadavg } from 'node:os';
import type { Workshop } from '../workshop/workshop.ts';
import type { Benchmark, Findings, Scale } from './benchmark.ts';

/** What came of one benchmark. */
export interface Outcome {
  readonly name: string;
  readonly title: string;
  /** Null when it did not come to its end. */
  readonly findings: Findings | null;
  /** Why not, or what was left behind. */
  readonly failure: string | null;
  readonly tookMs: number;
  /** Processes that wanted to run on this machine in the last minute before and after, this suite's own included. */
  readonly load: { readonly before: number; readonly after: number };
}

/** How to run. */
export interface RunOptions {
  readonly scale: Scale;
  readonly createWorkshop: () => Workshop;
  readonly progress: (text: string) => void;
  /** Told as soon as one is over. */
  readonly onOutcome: (outcome: Outcome) => void;
  /** Nothing is begun once it is aborted. */
  readonly signal: AbortSignal;
}

/** Runs them one after the other, each in a workshop of its own. A failure ends one of them only. */
export async function runBenchmarks(benchmarks: readonly Benchmark[], options: RunOptions): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const benchmark of benchmarks) {
    if (options.signal.aborted) break;
    const outcome = await runOne(benchmark, options);
    outcomes.push(outcome);
    options.onOutcome(outcome);
  }
  return outcomes;
}

async function runOne({ name, title, run }: Benchmark, options: RunOptions): Promise<Outcome> {
  const workshop = options.createWorkshop();
  const close = (): void => void workshop.close().catch(() => undefined);
  options.signal.addEventListener('abort', close, { once: true });
  const startedAt = performance.now();
  const before = loadOfLastMinute();
  const failures: string[] = [];
  let findings: Findings | null = null;
  try {
    findings = await run({ scale: options.scale, workshop, progress: (text) => options.progress(`${name}: ${text}`) });
    failures.push(...brokenRows(findings));
  } catch (error) {
    failures.push(messageOf(error));
  }
  try {
    await workshop.close();
  } catch (error) {
    failures.push(messageOf(error));
  }
  options.signal.removeEventListener('abort', close);
  const failure = failures.length === 0 ? null : failures.join('; ');
  const load = { before, after: loadOfLastMinute() };
  return { name, title, findings, failure, tookMs: performance.now() - startedAt, load };
}

/** A figure must be a number, and what must always hold must hold; nothing else is asserted. */
function brokenRows({ rows, invariants }: Findings): readonly string[] {
  return [
    ...(rows.length === 0 ? ['it has no figures'] : []),
    ...rows
      .filter(({ value, yardstick }) => !isFigure(value) || !isFigure(yardstick?.value ?? 0))
      .map(({ what }) => `"${what}" is no figure`),
    ...invariants.filter(({ holds }) => !holds).map(({ what, seen }) => `it does not hold that ${what}: ${seen}`),
  ];
}

function isFigure(value: number): boolean {
  return Number.isFinite(value) && value >= 0;
}

function loadOfLastMinute(): number {
  return loadavg()[0] ?? Number.NaN;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

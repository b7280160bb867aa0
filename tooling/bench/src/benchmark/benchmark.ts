import type { Workshop } from '../workshop/workshop.ts';
import type { Row } from './row.ts';

/** `full`: enough samples to be quoted. `smoke`: just enough to see that everything works; its figures mean nothing. */
export type Scale = 'full' | 'smoke';

/** What a benchmark gets. */
export interface BenchmarkContext {
  readonly scale: Scale;
  /** Makes homes and programs, and ends them after the benchmark. */
  readonly workshop: Workshop;
  /** Tells the person who waits what is going on. */
  progress(text: string): void;
}

/** Something that must be true of every run, however fast it was. */
export interface Invariant {
  readonly what: string;
  readonly holds: boolean;
  /** What was seen, for people. */
  readonly seen: string;
}

/** What a benchmark found. */
export interface Findings {
  readonly rows: readonly Row[];
  readonly invariants: readonly Invariant[];
  /** Things one should know to read the rows. */
  readonly notes: readonly string[];
}

/** One figure of the suite. */
export interface Benchmark {
  /** Name for `--only`. */
  readonly name: string;
  readonly title: string;
  run(context: BenchmarkContext): Promise<Findings>;
}

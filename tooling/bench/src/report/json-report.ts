import { cpus, totalmem } from 'node:os';
import type { Scale } from '../benchmark/benchmark.ts';
import { ratioOf, verdictOf } from '../benchmark/row.ts';
import type { Outcome } from '../benchmark/run-benchmarks.ts';

/** Everything that was found, and where, for programs. */
export function jsonReport(outcomes: readonly Outcome[], { scale, at }: { readonly scale: Scale; readonly at: number }): string {
  const document = {
    at,
    scale,
    machine: {
      platform: process.platform,
      architecture: process.arch,
      node: process.version,
      cpu: cpus()[0]?.model ?? '',
      cores: cpus().length,
      memoryBytes: totalmem(),
    },
    benchmarks: outcomes.map(({ findings, ...outcome }) => ({
      ...outcome,
      rows: (findings?.rows ?? []).map((row) => ({ ...row, ratio: ratioOf(row), verdict: verdictOf(row) })),
      invariants: findings?.invariants ?? [],
      notes: findings?.notes ?? [],
    })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

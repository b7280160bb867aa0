import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type BenchOptions, parseBenchOptions, USAGE } from './bench-options.ts';
import { runBenchmarks } from './benchmark/run-benchmarks.ts';
import { ALL_BENCHMARKS } from './benchmarks/all-benchmarks.ts';
import { jsonReport } from './report/json-report.ts';
import { markdownReport } from './report/markdown-report.ts';
import { createProgressLine } from './report/progress-line.ts';
import { textReport } from './report/text-report.ts';
import { createWorkshop } from './workshop/workshop.ts';

process.exitCode = await main();

async function main(): Promise<number> {
  let options: BenchOptions;
  try {
    options = parseBenchOptions(
      process.argv.slice(2),
      ALL_BENCHMARKS.map(({ name }) => name),
    );
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    return 2;
  }
  if (options.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  if (process.platform !== 'linux') {
    process.stderr.write('The benchmarks read /proc, so they run on Linux only.\n');
    return 2;
  }
  return measure(options);
}

async function measure({ scale, only, jsonPath, markdown }: BenchOptions): Promise<number> {
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupted.abort());
  const line = createProgressLine(process.stderr);
  const chosen = ALL_BENCHMARKS.filter(({ name }) => only.length === 0 || only.includes(name));
  const outcomes = await runBenchmarks(chosen, {
    scale,
    createWorkshop: () => createWorkshop(),
    progress: line.show,
    onOutcome(outcome) {
      line.clear();
      process.stdout.write(`${textReport(outcome)}\n\n`);
    },
    signal: interrupted.signal,
  });
  if (jsonPath !== null) {
    // Relative to where the person stands, not to this package.
    writeFileSync(resolve(process.env['INIT_CWD'] ?? process.cwd(), jsonPath), jsonReport(outcomes, { scale, at: Date.now() }));
  }
  if (markdown) process.stdout.write(`${markdownReport(outcomes)}\n`);
  if (interrupted.signal.aborted) return 130;
  const failed = outcomes.filter(({ failure }) => failure !== null);
  if (failed.length > 0) process.stderr.write(`Failed: ${failed.map(({ name }) => name).join(', ')}\n`);
  return failed.length === 0 ? 0 : 1;
}

import { parseArgs } from 'node:util';
import type { Scale } from './benchmark/benchmark.ts';

/** What was asked for. */
export interface BenchOptions {
  readonly scale: Scale;
  /** Names of benchmarks; empty for all. */
  readonly only: readonly string[];
  /** Where the JSON document goes; null for nowhere. */
  readonly jsonPath: string | null;
  readonly markdown: boolean;
  readonly help: boolean;
}

/** How it is called. */
export const USAGE = `npm run bench -- [--smoke] [--only NAME]... [--json FILE] [--markdown]

  --smoke      only shows that every benchmark works; its figures mean nothing
  --only NAME  runs one of them; may be given several times
  --json FILE  writes everything that was found into a file
  --markdown   prints one table in Markdown at the end
`;

/**
 * Reads the arguments.
 *
 * @param names - the benchmarks there are.
 * @throws Error with a message for people.
 */
export function parseBenchOptions(args: readonly string[], names: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    // A package manager may hand on the `--` that was meant for itself.
    args: args.filter((argument, index) => !(index === 0 && argument === '--')),
    options: {
      smoke: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true, default: [] },
      json: { type: 'string' },
      markdown: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const unknown = values.only.filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new Error(`There is no benchmark ${unknown.join(', ')}. There are: ${names.join(', ')}.`);
  return {
    scale: values.smoke ? 'smoke' : 'full',
    only: values.only,
    jsonPath: values.json ?? null,
    markdown: values.markdown,
    help: values.help,
  };
}

import { print, printJson } from '../process/print.ts';
import type { ErrorReport } from './error-report.ts';

/** How an error is told. */
export interface TellOptions {
  /** The words behind `ao`. */
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Tells an error and sets the exit code.
 *
 * - with `--json` one document on standard output, `{ "error": … }`
 * - else at most three lines on standard error; `--verbose` adds the code, the request id, the details and the cause
 */
export function tellError(report: ErrorReport, { argv, env }: TellOptions): void {
  const own = ownWords(argv);
  process.exitCode = report.exitCode;
  if (own.includes('--json')) {
    printJson({ error: report.json }, 2);
    return;
  }
  const isVerbose = own.includes('--verbose') || isOn(env['AO_VERBOSE']);
  print(isVerbose && report.more !== '' ? `${report.text}\n${report.more}` : report.text, process.stderr);
}

/** Everything behind `--` belongs to the command of an agent. */
function ownWords(argv: readonly string[]): readonly string[] {
  const end = argv.indexOf('--');
  return end === -1 ? argv : argv.slice(0, end);
}

function isOn(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== '0' && value !== 'false';
}

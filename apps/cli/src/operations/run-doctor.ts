import type { Doctor } from '@ao/client';
import type { CliContext } from '../context/cli-context.ts';
import { describeError } from '../errors/error-report.ts';
import { cleanLine, type Paint, type Tone } from '../render/colour.ts';

type Check = Doctor['checks'][number];

/** Asks the daemon for its checks. A daemon that cannot be started is a finding, not an error. */
export async function runDoctor(context: CliContext): Promise<Doctor> {
  try {
    return await context.withDaemon((ao) => ao.daemon.doctor());
  } catch (error) {
    const { json } = describeError(error);
    const check = {
      id: 'daemon',
      title: 'Daemon',
      level: 'failed',
      summary: json.message,
      path: null,
      version: null,
      remedy: json.code === 'DAEMON_NOT_RESPONDING' ? null : 'ao start',
      code: json.code === 'DAEMON_NOT_RESPONDING' ? json.code : 'DAEMON_NOT_RUNNING',
    } as const satisfies Check;
    return { ok: false, at: context.now(), checks: [check] };
  }
}

const MARKS = {
  ok: { mark: '✓', tone: 'good' },
  warning: { mark: '!', tone: 'attention' },
  failed: { mark: '✗', tone: 'bad' },
} as const satisfies Record<Check['level'], { mark: string; tone: Tone }>;

/** One line per check, the remedy below what needs one. */
export function renderDoctor(report: Doctor, paint: Paint): string {
  const width = Math.max(...report.checks.map((check) => check.title.length));
  const lines = report.checks.flatMap((check) => {
    const { mark, tone } = MARKS[check.level];
    const line = `${paint(tone, mark)} ${check.title.padEnd(width)}  ${cleanLine(check.summary)}`;
    return check.remedy === null ? [line] : [line, `  ${''.padEnd(width)}  ${paint('faint', `→ ${cleanLine(check.remedy)}`)}`];
  });
  const failed = report.checks.filter((check) => check.level === 'failed').length;
  const warned = report.checks.filter((check) => check.level === 'warning').length;
  return [...lines, '', summary(failed, warned)].join('\n');
}

function summary(failed: number, warned: number): string {
  if (failed === 0 && warned === 0) return 'Everything is in order.';
  const parts = [...(failed > 0 ? [`${failed} to mend`] : []), ...(warned > 0 ? [`${warned} to look at`] : [])];
  return `${parts.join(', ')}.`;
}

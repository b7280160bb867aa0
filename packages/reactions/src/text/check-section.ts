import { inlineText, type MessagePart, printableUrl } from '@ao/domain';
import type { CheckFailure, ForgeAnswer, PullRequestCheck } from '@ao/ports';
import type { DueFinding } from '../decide/decision-draft.ts';
import { detailedChecks } from '../decide/resolve-details.ts';
import { checkName } from '../look/look-at-checks.ts';
import type { LookContext } from '../look/kind-look.ts';
import { commitWords, joinWords } from './pull-request-words.ts';

const EXCERPT_MAX = { maxBytes: 8 * 1024, maxLines: 60 } as const;
const STEPS_MAX = 3;
const NAMES_MAX = 10;
const SUMMARY_MAX = 300;

const SOURCES = {
  log: 'From its log',
  annotations: 'What it marked',
  summary: 'What it says about itself',
} as const satisfies Record<CheckFailure['source'], string>;

const LOG_MISSING = {
  running: 'its job still runs',
  expired: 'its log has expired',
  never_started: 'its job never started',
  unavailable: 'its log could not be read',
} as const satisfies Record<NonNullable<CheckFailure['logMissing']>, string>;

/** The failing checks: each with its name, its step and what it says, as far as that is known. */
export function checkSection(due: readonly DueFinding[], { snapshot, failures }: LookContext): readonly MessagePart[] {
  const detailed = detailedChecks(due);
  const others = due.flatMap(({ finding: { detail } }) =>
    detail.type === 'check' && !detailed.includes(detail.check) ? [detail.check] : [],
  );
  const cancelled = snapshot.checks.items.filter(({ state }) => state === 'cancelled');
  return [
    `Checks that fail at commit ${commitWords(snapshot.headCommit)}:`,
    ...detailed.flatMap((check) => checkParts(check, failures.get(check.id))),
    ...nameList('Failing too, without room for details', others),
    ...nameList('Cancelled', cancelled),
  ];
}

function checkParts(check: PullRequestCheck, answer: ForgeAnswer<CheckFailure> | undefined): readonly MessagePart[] {
  const failure = answer?.outcome === 'value' ? answer.value : null;
  const required = check.isRequired === true ? ' (required)' : '';
  const url = printableUrl(check.url);
  const lines = [`- "${checkName(check)}"${required}${stepWords(failure)}${url === null ? '' : `: ${url}`}`];
  const excerpt = failure?.excerpt.text.trim() ?? '';
  if (failure !== null && excerpt !== '') {
    const missing = failure.logMissing === null ? '' : ` (${LOG_MISSING[failure.logMissing]})`;
    return [
      ...lines,
      `${SOURCES[failure.source]}${missing}:`,
      { ...EXCERPT_MAX, text: excerpt, isCut: failure.excerpt.isCut, keep: 'end' },
    ];
  }
  const why = failure === null || failure.logMissing === null ? LOG_MISSING.unavailable : LOG_MISSING[failure.logMissing];
  const where = url === null ? 'on the page of the pull request' : 'at the address above';
  lines.push(`Why is not known here: ${why}. Look ${where}, or run the check yourself.`);
  if (check.summary === null || check.summary.trim() === '') return lines;
  return [...lines, `${SOURCES.summary}:`, { maxBytes: SUMMARY_MAX * 4, maxLines: 3, text: check.summary, isCut: false, keep: 'start' }];
}

function stepWords(failure: CheckFailure | null): string {
  const steps = (failure?.failedSteps ?? []).slice(0, STEPS_MAX).map((step) => `"${inlineText(step, 80)}"`);
  if (steps.length === 0) return '';
  return steps.length === 1 ? `, in the step ${steps.join()}` : `, in the steps ${joinWords(steps)}`;
}

function nameList(title: string, checks: readonly PullRequestCheck[]): readonly string[] {
  if (checks.length === 0) return [];
  const names = checks.slice(0, NAMES_MAX).map((check) => `"${inlineText(checkName(check), 80)}"`);
  const more = checks.length - names.length;
  return [`${title}: ${names.join(', ')}${more === 0 ? '' : ` and ${more} more`}.`];
}

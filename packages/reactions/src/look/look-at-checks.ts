import { inlineText } from '@ao/domain';
import type { PullRequestCheck } from '@ao/ports';
import { isOpenPullRequest } from '../attribution/pull-request-stack.ts';
import { type Finding, type KindLook, type LookContext, NOTHING, type Obstacle } from './kind-look.ts';

const NAME_MAX = 200;

/** `workflow / name`, or the name alone: what stays the same over re-runs. */
export function checkName(check: Pick<PullRequestCheck, 'name' | 'workflow'>): string {
  return inlineText(check.workflow === null ? check.name : `${check.workflow} / ${check.name}`, NAME_MAX);
}

/** Looks at the checks of the head commit. A failure counts once the whole suite has ended, or has taken longer than anybody would wait. */
export function lookAtChecks({ snapshot, settings, ledger, now }: LookContext): KindLook {
  if (!isOpenPullRequest(snapshot)) return NOTHING;
  const { checks, headCommit } = snapshot;
  const failed = checks.items.filter(({ state }) => state === 'failed');
  const suite = `suite:${headCommit}`;
  const whole = (decision: Obstacle['decision'], reason: Obstacle['reason'], until: number | null): Obstacle => ({
    subject: 'checks',
    signature: suite,
    decision,
    reason,
    until,
  });
  if (!checks.isForHead) {
    return { ...NOTHING, isFine: false, obstacles: failed.length > 0 ? [whole('waiting', 'older_commit', null)] : [] };
  }
  const isFine = checks.total === 0 ? null : checks.isSettled && checks.isComplete && checks.state === 'passing';
  const told = failed.filter((check) => !isIgnored(check, settings.ignoredChecks));
  const skipped = [
    ...failed.filter((check) => !told.includes(check)).map((check) => skip(check, headCommit, 'ignored_check')),
    ...checks.items.filter(({ state }) => state === 'cancelled').map((check) => skip(check, headCommit, 'only_cancelled')),
  ];
  if (told.length > 0 && !checks.isSettled) {
    const until = (ledger.seen[suite] ?? now) + settings.suitePatienceMs;
    if (now < until) return { ...NOTHING, isFine, obstacles: [whole('waiting', 'suite_not_settled', until), ...skipped], seen: [suite] };
  }
  return { ...NOTHING, isFine, findings: findingsOf(told, headCommit, suite), obstacles: skipped, seen: checks.isSettled ? [] : [suite] };
}

function findingsOf(failed: readonly PullRequestCheck[], head: string, seenAs: string): readonly Finding[] {
  // Required ones first: of two with the same name they are the one that matters, and they are told in detail.
  const inOrder = failed.toSorted((one, other) => Number(other.isRequired === true) - Number(one.isRequired === true));
  const bySubject = new Map<string, Finding>();
  for (const check of inOrder) {
    const name = checkName(check);
    const finding = {
      subject: `check ${name}`,
      signature: `ci:${head}:${name}:${check.state}`,
      detail: { type: 'check', check },
      seenAs,
    } as const;
    if (!bySubject.has(name)) bySubject.set(name, finding);
  }
  return Array.from(bySubject.values());
}

function isIgnored(check: PullRequestCheck, ignored: readonly string[]): boolean {
  return ignored.includes(check.name) || ignored.includes(`${check.workflow} / ${check.name}`);
}

function skip(check: PullRequestCheck, head: string, reason: 'ignored_check' | 'only_cancelled'): Obstacle {
  const name = checkName(check);
  return { subject: `check ${name}`, signature: `ci:${head}:${name}:${check.state}`, decision: 'skipped', reason, until: null };
}

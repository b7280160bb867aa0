import type { PullRequestObserverView } from '@ao/observe-scm';
import type { RateAllowance, ScmV1, Stores, ToolCheck } from '@ao/ports';
import type { NamedCheck } from './doctor-checks.ts';

/** What the check of GitHub takes. */
export interface GithubCheckOptions {
  readonly scm: Pick<ScmV1, 'check' | 'parseRemote' | 'budget'>;
  readonly stores: Pick<Stores, 'projects' | 'pullRequests'>;
  /** What the observer sees; null when it is switched off. */
  readonly view: () => PullRequestObserverView | null;
  /** Hosts a person has named in the settings. */
  readonly namedHosts: readonly string[];
  readonly now: () => number;
}

const LEVELS = ['ok', 'warning', 'failed'] as const;

/**
 * The check of the code hosts projects lie on: token, account, what is left of the limits, and what cannot be seen. Without them everything but pull requests
 * and issues works, so nothing here is worse than a warning.
 */
export function githubCheck(options: GithubCheckOptions): NamedCheck {
  return {
    id: 'github',
    title: 'GitHub',
    async run(signal) {
      const { scm, stores, namedHosts } = options;
      const origins = stores.projects.list().flatMap(({ originUrl }) => (originUrl === null ? [] : (scm.parseRemote(originUrl) ?? [])));
      const hosts = Array.from(new Set([...origins.map(({ host }) => host), ...namedHosts]));
      if (hosts.length === 0) return report('ok', 'No project lies at GitHub.');
      const checks = await Promise.all(hosts.map(async (host) => ({ host, check: await scm.check(host, signal) })));
      const parts = checks.map(({ host, check }) => `${check.summary}${budgetWords(scm.budget(host)?.batched ?? null)}`);
      const worst = checks.reduce((level, { check }) => Math.max(level, LEVELS.indexOf(check.level)), 0);
      const unseen = unseenWords(options);
      const level = worst > 0 || unseen.length > 0 ? 'warning' : 'ok';
      const remedy = checks.find(({ check }) => check.level !== 'ok')?.check.remedy ?? (unseen.length > 0 ? 'ao pr ls' : null);
      return report(level, [...parts, ...unseen].join(' '), remedy);
    },
  };
}

function unseenWords({ view, stores, now }: GithubCheckOptions): readonly string[] {
  const seen = view();
  if (seen === null) return ['Pull requests are not looked at: AO_OBSERVE_PULL_REQUESTS is off.'];
  const repositories = seen.repositories.flatMap(({ repository: { owner, name }, problem }) =>
    problem === null ? [] : [`New pull requests of ${owner}/${name} cannot be seen: ${problem.message}`],
  );
  const blind = stores.pullRequests.listWatched(now()).filter(({ blindness }) => blindness !== null).length;
  return blind === 0 ? repositories : [...repositories, `${blind} known ${blind === 1 ? 'one' : 'ones'} cannot be seen.`];
}

function budgetWords(allowance: RateAllowance | null): string {
  if (allowance === null) return '';
  const { remaining, limit, ownCostPerHour } = allowance;
  return ` ${remaining} of ${limit} points are left; about ${Math.round(ownCostPerHour)} an hour are used here.`;
}

function report(level: ToolCheck['level'], summary: string, remedy: string | null = null): ToolCheck {
  return { level, summary, path: null, version: null, remedy, code: null };
}

import {
  type DerivedStatus,
  NO_STANDING_REPORTS,
  type PullRequestFacts,
  type SessionRecord,
  type StandingReports,
  type Timestamp,
} from '@ao/domain';
import { DEFAULT_LIFECYCLE_POLICY, type LifecyclePolicy } from '../lifecycle-policy.ts';
import { activityVerdict } from './activity-verdict.ts';
import { endVerdict } from './end-verdict.ts';
import { phaseVerdict } from './phase-verdict.ts';
import { decidingPullRequest } from './pull-request-status.ts';
import { pullRequestVerdict } from './pull-request-verdict.ts';
import { questionVerdict, reportFacts, withClaim } from './report-verdict.ts';
import { pullRequestFact, sessionFacts } from './status-facts.ts';
import type { StatusVerdict } from './status-verdict.ts';

/**
 * What people see, from the facts as they are and the time it is. Pure; the first rule that matches decides:
 *
 * 1. the session has ended: `merged`, `exited` or `terminated`
 * 2. it waits for a place, or an operation is under way: `queued`, `stopping`, `starting`
 * 3. somebody is needed: `needs_input`, above anything a pull request says; a dialog before a question the agent asked in words
 * 4. a pull request that is open, or merged with none open, speaks
 * 5. the launch and the agent's activity: `starting`, `working`, `idle`, `no_signal`, `unknown`. That an agent says it is done makes nothing idle
 */
export function deriveStatus(
  record: SessionRecord,
  pullRequests: readonly PullRequestFacts[],
  now: Timestamp,
  policy: LifecyclePolicy = DEFAULT_LIFECYCLE_POLICY,
  said: StandingReports = NO_STANDING_REPORTS,
): DerivedStatus {
  const deciding = decidingPullRequest(pullRequests);
  const verdict: StatusVerdict =
    endVerdict(record, pullRequests, now) ??
    phaseVerdict(record, now) ??
    activityVerdict(record, { now, policy, only: 'needs_input' }) ??
    questionVerdict(record, said) ??
    (deciding === null ? null : pullRequestVerdict(deciding)) ??
    withClaim(activityVerdict(record, { now, policy, only: null }), said);
  const facts = [
    ...sessionFacts(record, now),
    ...reportFacts(said, now),
    ...(deciding === null ? [] : [pullRequestFact(deciding.pullRequest, now)]),
  ];
  return {
    status: verdict.status,
    reason: { rule: verdict.rule, text: verdict.text, facts, nextStep: verdict.nextStep },
    changesAt: verdict.changesAt ?? null,
  };
}

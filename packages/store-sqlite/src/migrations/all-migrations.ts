import { initial } from './m202611221500-initial.ts';
import { agentRequests } from './m202611221830-agent-requests.ts';
import { queuedSessions } from './m202611222140-queued-sessions.ts';
import { issueIntake } from './m202611230120-issue-intake.ts';
import { agentReports } from './m202611230130-agent-reports.ts';
import { notices } from './m202611230140-notices.ts';
import { pullRequestDetails } from './m202611230100-pull-request-details.ts';
import type { Migration } from './migration.ts';

/** Every migration there ever was, oldest first. Append only. */
export const ALL_MIGRATIONS: readonly Migration[] = [
  initial,
  agentRequests,
  queuedSessions,
  pullRequestDetails,
  issueIntake,
  agentReports,
  notices,
];

import type { EventFeed } from '@ao/cdc';
import type { IssueService } from '@ao/service-issue';
import type { PullRequestService } from '@ao/service-pr';
import type { ProjectService } from '@ao/service-project';
import type { OrchestratorService, ReportService, SessionService, StatusFeed } from '@ao/service-session';
import type { TerminalHub } from '@ao/terminal';
import type { AccessCheck } from '../access/caller.ts';
import type { AgentReport, DaemonInfo, DoctorReport } from './daemon-reports.ts';
import type { HttpClock, HttpLogger } from './http-environment.ts';
import type { NoticeBoard } from './notice-board.ts';
import type { WebhookDesk } from './webhook-desk.ts';

/** Everything the HTTP API stands on. The caller owns all of it. */
export interface HttpDependencies {
  readonly projects: ProjectService;
  readonly sessions: SessionService;
  readonly issues: IssueService;
  readonly pullRequests: PullRequestService;
  readonly reports: ReportService;
  readonly orchestrators: OrchestratorService;
  readonly notices: NoticeBoard;
  readonly webhooks: WebhookDesk;
  readonly feed: EventFeed;
  readonly statuses: StatusFeed;
  /** The terminals of all sessions; WebSockets are handed to it. */
  readonly terminals: Pick<TerminalHub, 'connect'>;
  readonly access: AccessCheck;
  readonly info: DaemonInfo;
  /** The agents this daemon can start, each with a fresh check. */
  agents(): Promise<readonly AgentReport[]>;
  doctor(): Promise<DoctorReport>;
  /** Asks the daemon to stop. Returns at once; the answer is still delivered. */
  shutdown(request: { readonly endSessions: boolean }): void;
  readonly clock: HttpClock;
  readonly logger: HttpLogger;
  /** Complete origins of web pages that may use the daemon. Default: none. */
  readonly allowedOrigins?: readonly string[] | undefined;
  /** `Host` values accepted besides the loopback names with the right port. Default: none. */
  readonly allowedHosts?: readonly string[] | undefined;
  /** The same for GitHub's webhooks alone. Default: none. */
  readonly webhookHosts?: readonly string[] | undefined;
  /** Makes request ids. Default: random. */
  readonly createRequestId?: (() => string) | undefined;
}

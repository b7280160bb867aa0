import type { HttpRoute } from '../app/http-route.ts';
import { DAEMON_ROUTES } from './daemon/daemon-routes.ts';
import { EVENT_ROUTES } from './events/event-routes.ts';
import { ISSUE_ROUTES } from './issues/issue-routes.ts';
import { MESSAGE_ROUTES } from './messages/message-routes.ts';
import { NOTICE_ROUTES } from './notices/notice-routes.ts';
import { ORCHESTRATOR_ROUTES } from './orchestrators/orchestrator-routes.ts';
import { PROJECT_ROUTES } from './projects/project-routes.ts';
import { PULL_REQUEST_ROUTES } from './pull-requests/pull-request-routes.ts';
import { REPORT_ROUTES } from './reports/report-routes.ts';
import { SESSION_ROUTES } from './sessions/session-routes.ts';
import { TERMINAL_ROUTES } from './terminal/terminal-routes.ts';
import { WEBHOOK_ROUTES } from './webhooks/webhook-routes.ts';

/** Every route there is. Whatever is not in here does not exist. */
export const HTTP_ROUTES: readonly HttpRoute[] = [
  ...DAEMON_ROUTES,
  ...PROJECT_ROUTES,
  ...SESSION_ROUTES,
  ...ISSUE_ROUTES,
  ...PULL_REQUEST_ROUTES,
  ...MESSAGE_ROUTES,
  ...REPORT_ROUTES,
  ...ORCHESTRATOR_ROUTES,
  ...NOTICE_ROUTES,
  ...WEBHOOK_ROUTES,
  ...EVENT_ROUTES,
  ...TERMINAL_ROUTES,
];

import type { HttpRoute } from '../../app/http-route.ts';
import { getDaemonStatus } from './get-daemon-status.ts';
import { getHealth } from './get-health.ts';
import { getOpenApi } from './get-open-api.ts';
import { getReadiness } from './get-readiness.ts';
import { listAgents } from './list-agents.ts';
import { runDoctor } from './run-doctor.ts';
import { shutdownDaemon } from './shutdown-daemon.ts';

/** Routes about the daemon itself. */
export const DAEMON_ROUTES: readonly HttpRoute[] = [
  getHealth,
  getReadiness,
  shutdownDaemon,
  getDaemonStatus,
  runDoctor,
  listAgents,
  getOpenApi,
];

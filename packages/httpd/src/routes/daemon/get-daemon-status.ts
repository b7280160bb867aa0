import { jsonRoute } from '../../app/http-route.ts';
import { API_VERSION } from '../../app/open-api-document.ts';
import { daemonStatusSchema } from '../../schemas/daemon-schemas.ts';

/** The daemon at a glance. */
export const getDaemonStatus = jsonRoute({
  operationId: 'getDaemonStatus',
  method: 'get',
  path: '/api/v1/status',
  tag: 'daemon',
  summary: 'The daemon at a glance',
  access: 'any',
  success: {
    status: 200,
    description: 'Who it is, what it has to do, and how far it has come since it started.',
    schema: daemonStatusSchema,
  },
  errors: [],
  async handle({ dependencies, streams }) {
    const { info, projects, sessions, feed, clock } = dependencies;
    const all = sessions.list({ includeEnded: true });
    const live = all.filter((session) => session.phase !== 'ended');
    const byStatus: Record<string, number> = {};
    for (const { status } of live) byStatus[status] = (byStatus[status] ?? 0) + 1;
    return {
      service: 'ao' as const,
      version: info.version,
      apiVersion: API_VERSION,
      pid: info.pid,
      instanceId: info.instanceId,
      home: info.home,
      startedAt: info.startedAt,
      uptimeMs: Math.max(0, clock.now() - info.startedAt),
      counts: {
        projects: (await projects.list()).length,
        liveSessions: live.length,
        endedSessions: all.length - live.length,
        byStatus,
        eventStreams: streams.count(),
      },
      cursor: feed.head(),
      reconciliation: info.reconciliation(),
    };
  },
});

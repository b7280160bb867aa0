import { createHash } from 'node:crypto';
import type { Clock, Logger, Notices, Stores, TrackerV1 } from '@ao/ports';
import { createIssueService, type IssueParts } from '@ao/service-issue';
import type { SessionService } from '@ao/service-session';

/** The use cases around issues, on the sessions of this daemon. */
export function createIssues(options: {
  readonly stores: Stores;
  readonly tracker: TrackerV1 | null;
  readonly sessions: Pick<SessionService, 'spawn'>;
  readonly notices: Notices;
  readonly clock: Clock;
  readonly logger: Logger;
}): IssueParts {
  const { sessions, ...rest } = options;
  return createIssueService({
    ...rest,
    digest: (text) => createHash('sha256').update(text).digest('hex'),
    sessions: {
      async start(request, task) {
        const { session, notices } = await sessions.spawn(request, task);
        return { sessionId: session.id, phase: session.phase, notices };
      },
    },
  });
}

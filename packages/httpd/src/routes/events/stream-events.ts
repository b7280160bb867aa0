import { z } from '@hono/zod-openapi';
import { AoError, parseProjectId, parseSessionId } from '@ao/domain';
import type { Caller } from '../../access/caller.ts';
import { checkAccess, checkProjectAccess } from '../../access/route-access.ts';
import { streamRoute } from '../../app/http-route.ts';
import type { StreamFilter } from '../../events/stream-filter.ts';
import { streamEventSchema } from '../../schemas/stream-event-schema.ts';

const CURSOR_PATTERN = /^\d{1,15}$/;

const querySchema = z.strictObject({
  after: z
    .string()
    .optional()
    .openapi({ description: 'Sequence number of the last event the client has seen. Wins over `Last-Event-ID`.' }),
  session: z.string().optional(),
  project: z.string().optional(),
});

/** Everything that changes, as it changes. */
export const streamEvents = streamRoute({
  operationId: 'streamEvents',
  method: 'get',
  path: '/api/v1/events',
  tag: 'events',
  summary: 'Everything that changes, as it changes',
  description: `Server-sent events. Without a cursor the stream starts with a \`snapshot\`; with one it starts with exactly what was missed, followed by
the present \`session.status\` of the sessions. A cursor the log no longer reaches gets \`reset\` and a snapshot. Changes have their sequence
number as \`id\`. A comment is sent every 15 seconds. The stream of a client that does not read ends with \`reset\`; when the daemon stops, with
\`shutdown\`.`,
  access: 'any',
  query: querySchema,
  headers: z.object({ 'last-event-id': z.string().optional() }),
  stream: { description: 'Frames named like the `type` of their data.', schema: streamEventSchema },
  errors: ['CURSOR_INVALID', 'INVALID_SESSION_ID', 'INVALID_PROJECT_ID', 'TOKEN_SCOPE', 'DAEMON_STOPPING'],
  handle({ streams, outgoing, headers, query, caller, header }) {
    const cursor = query.after ?? header('last-event-id');
    streams.open({
      outgoing,
      headers,
      filter: filterFor(caller, query),
      start: cursor === undefined ? { from: 'snapshot' } : { from: 'after', sequence: parseCursor(cursor) },
    });
  },
});

function parseCursor(text: string): number {
  if (!CURSOR_PATTERN.test(text)) throw new AoError('CURSOR_INVALID', { details: { cursor: text.slice(0, 40) } });
  return Number(text);
}

/** What was asked for, within what the caller may see: agents their own session, or their project when they may command. */
function filterFor(caller: Caller, query: z.output<typeof querySchema>): StreamFilter {
  const sessionId = query.session === undefined ? null : parseSessionId(query.session);
  const projectId = query.project === undefined ? null : parseProjectId(query.project);
  if (caller.kind === 'person') return { sessionId, projectId };
  if (sessionId !== null) checkAccess(caller, 'session', sessionId);
  if (projectId !== null) checkProjectAccess(caller, projectId);
  return { sessionId: sessionId ?? (caller.mayCommand ? null : caller.sessionId), projectId: caller.projectId };
}

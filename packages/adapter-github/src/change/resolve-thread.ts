import type { ForgeAnswer } from '@ao/ports';
import { z } from 'zod';
import { splitForgeId } from '../address/forge-id.ts';
import type { GithubClient } from '../client/github-client.ts';
import { runQuery } from '../client/run-query.ts';
import { RESOLVE_THREAD_MUTATION } from '../queries/detail-queries.ts';
import { mapAnswer, parseAnswer } from '../read/call-rest.ts';
import { faultAnswer } from '../read/read-nodes.ts';

const resolvedSchema = z.looseObject({ thread: z.looseObject({ isResolved: z.boolean() }) });

/** Marks a review thread as resolved. */
export async function resolveThread(
  client: GithubClient,
  id: string,
  signal?: AbortSignal,
): Promise<ForgeAnswer<{ readonly isResolved: boolean }>> {
  const parts = splitForgeId(id);
  const host = parts === null ? null : client.host(parts.host);
  if (parts === null || host === null) return { outcome: 'gone' };
  const reply = await runQuery(
    client,
    host,
    { document: RESOLVE_THREAD_MUTATION, variables: { id: parts.nodeId }, priority: 'person', isChange: true },
    signal,
  );
  if (reply.type !== 'answered') return faultAnswer(host, reply);
  return mapAnswer(parseAnswer(host, reply.data['resolveReviewThread'], resolvedSchema), ({ thread }) => ({
    isResolved: thread.isResolved,
  }));
}

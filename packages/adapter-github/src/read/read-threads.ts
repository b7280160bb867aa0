import type { ForgeAnswer, ReviewThread } from '@ao/ports';
import { z } from 'zod';
import { forgeId } from '../address/forge-id.ts';
import { invalidAnswer } from '../client/classify-reply.ts';
import type { GithubClient } from '../client/github-client.ts';
import { THREADS_CHUNK, THREADS_QUERY } from '../queries/detail-queries.ts';
import { cappedPath, cappedText, COMMENT_MAX_BYTES } from '../text/capped-text.ts';
import { accountOf, timeOf } from './map-times.ts';
import { actorSchema } from './poll-schema.ts';
import { readNodes, unknown } from './read-nodes.ts';

const threadSchema = z.looseObject({
  __typename: z.literal('PullRequestReviewThread'),
  id: z.string(),
  isResolved: z.boolean(),
  isOutdated: z.boolean(),
  path: z.string(),
  line: z.number().nullish(),
  comments: z.looseObject({
    totalCount: z.number(),
    nodes: z
      .array(
        z
          .looseObject({
            id: z.string(),
            body: z.string(),
            url: z.string(),
            createdAt: z.string(),
            isMinimized: z.boolean(),
            author: actorSchema,
          })
          .nullable(),
      )
      .nullish(),
  }),
});

/** Reads review threads with their comments. */
export function readThreads(
  client: GithubClient,
  ids: readonly string[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, ForgeAnswer<ReviewThread>>> {
  return readNodes<ReviewThread>(
    client,
    ids,
    {
      chunk: THREADS_CHUNK,
      document: () => THREADS_QUERY,
      map: ({ host }, { node }, id) => {
        const parsed = threadSchema.safeParse(node);
        if (!parsed.success) return unknown(invalidAnswer(host, 'a review thread of another shape', parsed.error));
        return { outcome: 'value', value: mapThread(host, id, parsed.data) };
      },
    },
    signal,
  );
}

function mapThread(host: string, id: string, thread: z.infer<typeof threadSchema>): ReviewThread {
  const comments = (thread.comments.nodes ?? []).filter((comment) => comment !== null);
  return {
    id,
    isResolved: thread.isResolved,
    isOutdated: thread.isOutdated,
    path: cappedPath(thread.path),
    line: thread.line ?? null,
    comments: comments.map((comment) => ({
      id: forgeId(host, comment.id),
      author: accountOf(comment.author),
      body: cappedText(comment.body, COMMENT_MAX_BYTES),
      url: comment.url,
      isHidden: comment.isMinimized,
      createdAt: timeOf(comment.createdAt),
    })),
    totalComments: thread.comments.totalCount,
  };
}

import { z } from '@hono/zod-openapi';
import { CI_STATES, MERGEABILITIES, PULL_REQUEST_STATES, REVIEW_DECISIONS } from '@ao/domain';
import { countSchema, timestampSchema } from './value-schemas.ts';

/** What is known about a pull request. */
export const pullRequestSchema = z
  .object({
    id: z.string(),
    sessionId: z.string(),
    url: z.string(),
    number: countSchema,
    title: z.string(),
    state: z.enum(PULL_REQUEST_STATES),
    ci: z.enum(CI_STATES),
    review: z.enum(REVIEW_DECISIONS),
    mergeability: z.enum(MERGEABILITIES),
    unresolvedThreads: countSchema,
    sourceBranch: z.string(),
    targetBranch: z.string(),
    headCommit: z.string(),
    updatedAt: timestampSchema,
    observedAt: timestampSchema,
  })
  .openapi('PullRequest');

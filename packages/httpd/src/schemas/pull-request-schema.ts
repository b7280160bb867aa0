import { z } from '@hono/zod-openapi';
import { CI_STATES, LIMITED_KINDS, MERGEABILITIES, PULL_REQUEST_NOTE_STATES, PULL_REQUEST_STATES, REVIEW_DECISIONS } from '@ao/domain';
import { countSchema, orNull, timestampSchema } from './value-schemas.ts';

const noteSchema = z
  .object({
    kind: z.enum(LIMITED_KINDS),
    state: z.enum(PULL_REQUEST_NOTE_STATES),
    attempt: countSchema,
    of: countSchema,
    at: timestampSchema,
  })
  .openapi('PullRequestNote', { description: 'What the agent was told about it, and whose turn it is.' });

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
    note: orNull(noteSchema),
    updatedAt: timestampSchema,
    observedAt: timestampSchema,
  })
  .openapi('PullRequest');

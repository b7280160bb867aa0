import { z } from 'zod';

/** An account; GitHub answers null for a deleted one. */
export const actorSchema = z.looseObject({ __typename: z.string(), login: z.string() }).nullish();

const checkRunSchema = z.looseObject({
  __typename: z.literal('CheckRun'),
  id: z.string(),
  databaseId: z.union([z.number(), z.bigint()]).nullish(),
  name: z.string(),
  status: z.string(),
  conclusion: z.string().nullish(),
  detailsUrl: z.string().nullish(),
  startedAt: z.string().nullish(),
  completedAt: z.string().nullish(),
  title: z.string().nullish(),
  checkSuite: z
    .looseObject({
      id: z.string(),
      app: z.looseObject({ slug: z.string() }).nullish(),
      workflowRun: z.looseObject({ workflow: z.looseObject({ name: z.string() }) }).nullish(),
    })
    .nullish(),
});

const statusContextSchema = z.looseObject({
  __typename: z.literal('StatusContext'),
  id: z.string(),
  context: z.string(),
  state: z.string(),
  description: z.string().nullish(),
  targetUrl: z.string().nullish(),
  createdAt: z.string().nullish(),
});

const contextsSchema = z.looseObject({
  totalCount: z.number(),
  pageInfo: z.looseObject({ hasNextPage: z.boolean(), endCursor: z.string().nullish() }),
  nodes: z.array(z.union([checkRunSchema, statusContextSchema]).nullable().catch(null)).nullish(),
});

const headSchema = z.looseObject({
  nodes: z
    .array(
      z
        .looseObject({
          commit: z.looseObject({ oid: z.string(), statusCheckRollup: z.looseObject({ contexts: contextsSchema }).nullish() }),
        })
        .nullable(),
    )
    .nullish(),
});

const threadsSchema = z.looseObject({
  totalCount: z.number(),
  pageInfo: z.looseObject({ hasPreviousPage: z.boolean(), startCursor: z.string().nullish() }),
  nodes: z
    .array(
      z
        .looseObject({ id: z.string(), isResolved: z.boolean(), isOutdated: z.boolean(), path: z.string(), line: z.number().nullish() })
        .nullable(),
    )
    .nullish(),
});

const reviewsSchema = z.looseObject({
  nodes: z
    .array(
      z
        .looseObject({
          state: z.string(),
          submittedAt: z.string().nullish(),
          url: z.string(),
          author: actorSchema,
          commit: z.looseObject({ oid: z.string() }).nullish(),
        })
        .nullable(),
    )
    .nullish(),
});

const baseSchema = z.looseObject({
  refUpdateRule: z.looseObject({ requiredStatusCheckContexts: z.array(z.string().nullable()).nullish() }).nullish(),
  rules: z
    .looseObject({
      nodes: z
        .array(
          z
            .looseObject({
              parameters: z.looseObject({ requiredStatusChecks: z.array(z.looseObject({ context: z.string() })).nullish() }).nullish(),
            })
            .nullable(),
        )
        .nullish(),
    })
    .nullish(),
});

/** A pull request as `POLL_QUERY` reads it. Parts GitHub would not tell are null; what is no pull request fails. */
export const pullRequestNodeSchema = z.looseObject({
  __typename: z.literal('PullRequest'),
  id: z.string(),
  number: z.number(),
  url: z.string(),
  title: z.string(),
  state: z.string(),
  isDraft: z.boolean(),
  mergedAt: z.string().nullish(),
  closedAt: z.string().nullish(),
  updatedAt: z.string(),
  totalCommentsCount: z.number().nullish(),
  headRefName: z.string(),
  headRefOid: z.string(),
  baseRefName: z.string(),
  baseRefOid: z.string(),
  repository: z.looseObject({ nameWithOwner: z.string() }),
  headRepository: z.looseObject({ nameWithOwner: z.string() }).nullish(),
  author: actorSchema,
  mergeable: z.string(),
  mergeStateStatus: z.string(),
  reviewDecision: z.string().nullish(),
  mergeCommit: z.looseObject({ oid: z.string() }).nullish(),
  latestOpinionatedReviews: reviewsSchema.nullish(),
  reviewThreads: threadsSchema.nullish(),
  commits: headSchema.nullish(),
  baseRef: baseSchema.nullish(),
  isInMergeQueue: z.boolean().nullish(),
  mergeQueueEntry: z.looseObject({ position: z.number(), state: z.string(), enqueuedAt: z.string() }).nullish(),
});

/** See {@link pullRequestNodeSchema}. */
export type PullRequestNode = z.infer<typeof pullRequestNodeSchema>;

/** A further page of checks. */
export const moreChecksSchema = z.looseObject({ commits: headSchema });

/** A further page of threads. */
export const moreThreadsSchema = z.looseObject({ reviewThreads: threadsSchema });

/** A check as GitHub names it. */
export type CheckNode = z.infer<typeof checkRunSchema> | z.infer<typeof statusContextSchema>;

/** A page of checks. */
export type CheckPage = z.infer<typeof contextsSchema>;

/** A page of threads. */
export type ThreadPage = z.infer<typeof threadsSchema>;

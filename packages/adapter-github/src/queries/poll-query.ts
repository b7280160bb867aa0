/** How many pull requests are asked for at once. GitHub ends a query after about ten seconds; checks are the slow part. */
export const POLL_CHUNK = 25;

const CHECK_RUN = `__typename
  ... on CheckRun { id databaseId name status conclusion detailsUrl startedAt completedAt title
    checkSuite { id app { slug } workflowRun { workflow { name } } } }
  ... on StatusContext { id context state description targetUrl createdAt }`;

const SNAPSHOT = `fragment Snapshot on PullRequest {
  id number url title state isDraft mergedAt closedAt updatedAt totalCommentsCount
  headRefName headRefOid baseRefName baseRefOid
  repository { nameWithOwner } headRepository { nameWithOwner } author { __typename login }
  mergeable mergeStateStatus reviewDecision mergeCommit { oid }
  latestOpinionatedReviews(first: 20) { nodes { state submittedAt url author { __typename login } commit { oid } } }
  reviewThreads(last: 50) { totalCount pageInfo { hasPreviousPage startCursor } nodes { id isResolved isOutdated path line } }
  commits(last: 1) { nodes { commit { oid statusCheckRollup {
    contexts(first: 100) { totalCount pageInfo { hasNextPage endCursor } nodes { ${CHECK_RUN} } }
  } } } }
  baseRef { refUpdateRule { requiredStatusCheckContexts } ...Rules }
  ...Queue
}`;

const POLL = `query PollPullRequests($ids: [ID!]!) {
  rateLimit { cost remaining limit resetAt }
  nodes(ids: $ids) { __typename ... on PullRequest { ...Snapshot } }
}`;

/**
 * Everything about many pull requests. Never asks for comments: inside of threads they would make it twenty times as expensive.
 * `rules` are rule sets, `mergeQueueEntry` the queue; older Enterprise servers know neither.
 */
export const POLL_QUERY = `${POLL}
${SNAPSHOT}
fragment Rules on Ref { rules(first: 20) { nodes { parameters { __typename
  ... on RequiredStatusChecksParameters { requiredStatusChecks { context } } } } } }
fragment Queue on PullRequest { isInMergeQueue mergeQueueEntry { position state enqueuedAt } }`;

/** The same for older Enterprise servers. */
export const POLL_QUERY_OLDER = `${POLL}
${SNAPSHOT}
fragment Rules on Ref { __typename }
fragment Queue on PullRequest { __typename }`;

/** Checks beyond the first hundred. */
export const MORE_CHECKS_QUERY = `query MoreChecks($id: ID!, $after: String!) {
  rateLimit { cost remaining limit resetAt }
  node(id: $id) { ... on PullRequest { commits(last: 1) { nodes { commit { oid statusCheckRollup {
    contexts(first: 100, after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes { ${CHECK_RUN} } }
  } } } } } }
}`;

/** Review threads before the newest fifty. */
export const MORE_THREADS_QUERY = `query MoreThreads($id: ID!, $before: String!) {
  rateLimit { cost remaining limit resetAt }
  node(id: $id) { ... on PullRequest { reviewThreads(last: 100, before: $before) {
    totalCount pageInfo { hasPreviousPage startCursor } nodes { id isResolved isOutdated path line }
  } } }
}`;

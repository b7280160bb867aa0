/** How many threads are asked for at once. */
export const THREADS_CHUNK = 100;

/** Review threads with what was said in them. */
export const THREADS_QUERY = `query Threads($ids: [ID!]!) {
  rateLimit { cost remaining limit resetAt }
  nodes(ids: $ids) { __typename ... on PullRequestReviewThread { id isResolved isOutdated path line
    comments(first: 50) { totalCount nodes { id body url createdAt isMinimized author { __typename login } } } } }
}`;

/** What a check says about its own failure, for those that have no log or none any more. */
export const FAILED_CHECK_QUERY = `query FailedCheck($id: ID!) {
  rateLimit { cost remaining limit resetAt }
  node(id: $id) { __typename
    ... on CheckRun { title summary text
      steps(first: 100) { nodes { name conclusion } }
      annotations(first: 20) { nodes { annotationLevel title message path location { start { line } } } } }
    ... on StatusContext { description } }
}`;

/** Marks a review thread as resolved. */
export const RESOLVE_THREAD_MUTATION = `mutation ResolveThread($id: ID!) {
  resolveReviewThread(input: { threadId: $id }) { thread { id isResolved } }
}`;

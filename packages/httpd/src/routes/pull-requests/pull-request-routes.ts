import type { HttpRoute } from '../../app/http-route.ts';
import { claimPullRequest } from './claim-pull-request.ts';
import { explainPullRequest } from './explain-pull-request.ts';
import { getPullRequest } from './get-pull-request.ts';
import { listPullRequests } from './list-pull-requests.ts';
import { lookAtPullRequests } from './look-at-pull-requests.ts';
import { mergePullRequest } from './merge-pull-request.ts';
import { releasePullRequest } from './release-pull-request.ts';
import { resolveThreads } from './resolve-threads.ts';
import { retryReactions } from './retry-reactions.ts';
import { changeSessionReactions, getSessionReactions } from './session-reactions.ts';

/** Routes about pull requests, and about what sessions do with them. */
export const PULL_REQUEST_ROUTES: readonly HttpRoute[] = [
  listPullRequests,
  lookAtPullRequests,
  getPullRequest,
  explainPullRequest,
  claimPullRequest,
  releasePullRequest,
  mergePullRequest,
  resolveThreads,
  retryReactions,
  getSessionReactions,
  changeSessionReactions,
];

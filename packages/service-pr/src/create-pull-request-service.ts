import { REACTION_KINDS } from '@ao/domain';
import { claimPullRequest } from './claim/claim-pull-request.ts';
import { releasePullRequest } from './claim/release-pull-request.ts';
import { explainPullRequest } from './explain/explain-pull-request.ts';
import { findPullRequest } from './find/find-pull-request.ts';
import { mergePullRequest } from './merge/merge-pull-request.ts';
import type { PullRequestService } from './pull-request-service.ts';
import type { PullRequestServiceOptions } from './pull-request-service-options.ts';
import { createPullRequestReader } from './read/create-pull-request-reader.ts';
import { releaseReactions } from './reactions/release-reactions.ts';
import { changeMuted, readSessionReactions } from './reactions/session-reactions.ts';
import { resolveReviewThreads } from './resolve/resolve-threads.ts';

/** Makes the use cases around pull requests. */
export function createPullRequestService(options: PullRequestServiceOptions): PullRequestService {
  const { stores, watcher } = options;
  const reader = createPullRequestReader(options);
  const find = (reference: string) => findPullRequest(options, reference);
  const viewOf = (id: string) => reader.view(find(id));

  /** Whoever watches should see the change at once; nobody waits for it. */
  const lookSoon = (ids: readonly string[]) => {
    watcher?.lookNow(ids).catch(() => undefined);
  };
  const lookAtSession = (sessionId: Parameters<PullRequestService['mute']>[0]) => {
    const ids = stores.pullRequests.listForSessions([sessionId]).map(({ facts }) => facts.id);
    if (ids.length > 0) lookSoon(ids);
  };

  return {
    list: (filter = {}) => reader.list(filter),
    get: (reference) => reader.details(reference),
    explain(reference) {
      const stored = find(reference);
      return explainPullRequest(options, stored, reader.view(stored));
    },
    async claim(request, signal) {
      const { stored, ...claimed } = await claimPullRequest(options, request, signal);
      const { id } = stored.facts;
      await watcher?.lookNow([id], signal).catch(() => undefined);
      return { ...claimed, pullRequest: viewOf(id) };
    },
    release(reference) {
      const stored = find(reference);
      if (releasePullRequest(options, stored) === null) return { pullRequest: null };
      const { id } = stored.facts;
      lookSoon([id]);
      return { pullRequest: viewOf(id) };
    },
    async merge(reference, wish, signal) {
      const stored = find(reference);
      const { id } = stored.facts;
      const merged = await mergePullRequest(options, stored, wish, signal).finally(() => lookSoon([id]));
      return { ...merged, pullRequest: viewOf(id) };
    },
    async resolveThreads(reference, ids, signal) {
      const stored = find(reference);
      const { id } = stored.facts;
      const threads = await resolveReviewThreads(options, stored, ids, signal);
      lookSoon([id]);
      return { threads, pullRequest: viewOf(id) };
    },
    reactionsOf: (sessionId) => readSessionReactions(options, sessionId),
    mute(sessionId, kinds = REACTION_KINDS) {
      const reactions = changeMuted(options, sessionId, { kinds, isMuted: true });
      lookAtSession(sessionId);
      return reactions;
    },
    unmute(sessionId, kinds = REACTION_KINDS) {
      const reactions = changeMuted(options, sessionId, { kinds, isMuted: false });
      lookAtSession(sessionId);
      return reactions;
    },
    retry(reference, kinds) {
      const stored = find(reference);
      const released = releaseReactions(options, stored, kinds);
      if (released.length > 0) lookSoon([stored.facts.id]);
      return { released, pullRequest: viewOf(stored.facts.id) };
    },
    async lookNow(reference, signal) {
      const ids = reference === null ? undefined : [find(reference).facts.id];
      await watcher?.lookNow(ids, signal);
    },
  };
}

import { createHash } from 'node:crypto';
import type { AoError } from '@ao/domain';
import type { ForgeAnswer, PullRequestChecks, PullRequestSnapshot, PullRequestThreads } from '@ao/ports';
import type { KnownHost } from '../address/github-host.ts';
import { invalidAnswer } from '../client/classify-reply.ts';
import type { GithubClient } from '../client/github-client.ts';
import type { GraphqlError } from '../client/graphql-answer.ts';
import { POLL_CHUNK, POLL_QUERY, POLL_QUERY_OLDER } from '../queries/poll-query.ts';
import { mapChecks } from './map-checks.ts';
import { mapSnapshot } from './map-snapshot.ts';
import { type PullRequestNode, pullRequestNodeSchema } from './poll-schema.ts';
import { errorOf, readNodes, unknown } from './read-nodes.ts';
import { type PageContext, readAllChecks, readAllThreads } from './read-more-pages.ts';

/** Reads many pull requests; remembers which servers are too old for the newest query. */
export type PullRequestPoll = (
  ids: readonly string[],
  signal?: AbortSignal,
) => Promise<ReadonlyMap<string, ForgeAnswer<PullRequestSnapshot>>>;

/** Makes the poll. */
export function createPullRequestPoll(client: GithubClient): PullRequestPoll {
  const older = new Set<KnownHost>();
  return (ids, signal) =>
    readNodes(
      client,
      ids,
      {
        chunk: POLL_CHUNK,
        document: (host) => (older.has(host) ? POLL_QUERY_OLDER : POLL_QUERY),
        downgrade: (host) => !older.has(host) && older.add(host).has(host),
        map: (host, read, _, signal) => readSnapshot(client, host, read, signal),
      },
      signal,
    );
}

async function readSnapshot(
  client: GithubClient,
  host: KnownHost,
  read: { readonly node: unknown; readonly errors: readonly GraphqlError[] },
  signal: AbortSignal | undefined,
): Promise<ForgeAnswer<PullRequestSnapshot>> {
  const parsed = pullRequestNodeSchema.safeParse(read.node);
  if (!parsed.success) {
    const isOther =
      typeof read.node === 'object' && read.node !== null && '__typename' in read.node && read.node.__typename !== 'PullRequest';
    return isOther ? { outcome: 'gone' } : unknown(invalidAnswer(host.host, 'a pull request of another shape', parsed.error));
  }
  const node = parsed.data;
  const partError = (part: string): AoError | null => {
    const found = read.errors.find(({ path }) => path?.includes(part) === true);
    return found === undefined ? null : errorOf(host, found);
  };
  const context: PageContext = { client, host, nodeId: node.id, signal };
  const checks = await readChecks(context, node, partError);
  const threads = await readThreadNotes(context, node, partError('reviewThreads'));
  return { outcome: 'value', value: mapSnapshot({ host: host.host, node, checks, threads, observedAt: client.clock.now() }) };
}

async function readChecks(
  context: PageContext,
  node: PullRequestNode,
  partError: (part: string) => AoError | null,
): Promise<PullRequestChecks> {
  const commit = node.commits?.nodes?.[0]?.commit ?? null;
  const contexts = commit?.statusCheckRollup?.contexts;
  const paged = contexts === undefined ? { items: [], error: partError('commits') } : await readAllChecks(context, contexts);
  return mapChecks({
    host: context.host.host,
    headCommit: node.headRefOid,
    commit: commit?.oid ?? null,
    nodes: paged.items,
    total: contexts?.totalCount ?? 0,
    required: partError('baseRef') === null ? requiredChecks(node) : null,
    error: paged.error,
  });
}

/** Names the base branch waits for, by its old rules and by rule sets; null when the base is gone. */
function requiredChecks(node: PullRequestNode): readonly string[] | null {
  if (node.baseRef == null) return null;
  const old = node.baseRef.refUpdateRule?.requiredStatusCheckContexts ?? [];
  const sets = (node.baseRef.rules?.nodes ?? []).flatMap((rule) => rule?.parameters?.requiredStatusChecks ?? []);
  return [...new Set([...old.filter((name) => name !== null), ...sets.map(({ context }) => context)])];
}

async function readThreadNotes(context: PageContext, node: PullRequestNode, error: AoError | null): Promise<PullRequestThreads> {
  const page = node.reviewThreads;
  const paged =
    page == null ? { items: [], error: error ?? invalidAnswer(context.host.host, 'no threads') } : await readAllThreads(context, page);
  const words = [node.updatedAt, node.totalCommentsCount ?? 0, page?.totalCount ?? 0, ...paged.items.map(({ id }) => id)];
  return {
    unresolved: paged.items,
    total: page?.totalCount ?? 0,
    isComplete: paged.error === null,
    error: paged.error,
    marker: createHash('sha256').update(JSON.stringify(words)).digest('base64url').slice(0, 22),
  };
}

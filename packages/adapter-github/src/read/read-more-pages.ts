import type { AoError } from '@ao/domain';
import type { ThreadNote } from '@ao/ports';
import type { z } from 'zod';
import { forgeId } from '../address/forge-id.ts';
import type { KnownHost } from '../address/github-host.ts';
import { invalidAnswer } from '../client/classify-reply.ts';
import type { GithubClient } from '../client/github-client.ts';
import { runQuery } from '../client/run-query.ts';
import { MORE_CHECKS_QUERY, MORE_THREADS_QUERY } from '../queries/poll-query.ts';
import { cappedPath } from '../text/capped-text.ts';
import { faultAnswer } from './read-nodes.ts';
import { type CheckNode, type CheckPage, moreChecksSchema, moreThreadsSchema, type ThreadPage } from './poll-schema.ts';

/** Nobody reads further than a thousand checks or threads. */
const MAX_PAGES = 10;

/** Everything that was read, and why not all of it. */
export interface PagedReading<Item> {
  readonly items: readonly Item[];
  readonly error: AoError | null;
}

/** Where pages are read. */
export interface PageContext {
  readonly client: GithubClient;
  readonly host: KnownHost;
  /** Node id of the pull request. */
  readonly nodeId: string;
  readonly signal: AbortSignal | undefined;
}

/** The checks of a first page and of all behind it. */
export async function readAllChecks(context: PageContext, first: CheckPage): Promise<PagedReading<CheckNode>> {
  const items = present(first.nodes);
  let { hasNextPage, endCursor } = first.pageInfo;
  for (let page = 0; hasNextPage && endCursor != null; page += 1) {
    if (page === MAX_PAGES) return { items, error: tooMany(context.host) };
    const more = await readPage(context, MORE_CHECKS_QUERY, { after: endCursor }, moreChecksSchema);
    if ('error' in more) return { items, error: more.error };
    const next = more.value.commits.nodes?.[0]?.commit.statusCheckRollup?.contexts;
    if (next === undefined) break;
    items.push(...present(next.nodes));
    ({ hasNextPage, endCursor } = next.pageInfo);
  }
  return { items, error: null };
}

/** The unresolved threads of the newest page and of all before it, oldest first. */
export async function readAllThreads(context: PageContext, newest: ThreadPage): Promise<PagedReading<ThreadNote>> {
  let items = unresolved(context.host, newest);
  let { hasPreviousPage, startCursor } = newest.pageInfo;
  for (let page = 0; hasPreviousPage && startCursor != null; page += 1) {
    if (page === MAX_PAGES) return { items, error: tooMany(context.host) };
    const more = await readPage(context, MORE_THREADS_QUERY, { before: startCursor }, moreThreadsSchema);
    if ('error' in more) return { items, error: more.error };
    items = [...unresolved(context.host, more.value.reviewThreads), ...items];
    ({ hasPreviousPage, startCursor } = more.value.reviewThreads.pageInfo);
  }
  return { items, error: null };
}

function unresolved(host: KnownHost, page: ThreadPage): readonly ThreadNote[] {
  return present(page.nodes)
    .filter((thread) => !thread.isResolved)
    .map(({ id, isOutdated, path, line }) => ({ id: forgeId(host.host, id), isOutdated, path: cappedPath(path), line: line ?? null }));
}

function present<Item>(nodes: readonly (Item | null)[] | null | undefined): Item[] {
  return (nodes ?? []).filter((node): node is Item => node !== null);
}

async function readPage<Value>(
  { client, host, nodeId, signal }: PageContext,
  document: string,
  cursor: Readonly<Record<string, string>>,
  schema: z.ZodType<Value>,
): Promise<{ readonly value: Value } | { readonly error: AoError }> {
  const reply = await runQuery(client, host, { document, variables: { id: nodeId, ...cursor } }, signal);
  if (reply.type !== 'answered') {
    const answer = faultAnswer(host, reply);
    return { error: 'error' in answer ? answer.error : invalidAnswer(host.host, 'a page that is gone') };
  }
  const parsed = schema.safeParse(reply.data['node']);
  return parsed.success ? { value: parsed.data } : { error: invalidAnswer(host.host, 'a page of another shape', parsed.error) };
}

function tooMany(host: KnownHost): AoError {
  return invalidAnswer(host.host, 'more than a thousand checks or threads');
}

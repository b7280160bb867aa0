import type { HostState } from '../state/host-state.ts';
import type { RepositoryRecord } from '../state/repository-record.ts';

/** What a handler gets. */
export interface RestRequest {
  readonly state: HostState;
  readonly token: string;
  /** Values of the path, decoded. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
  /** Where the API begins, for links. */
  readonly apiUrl: string;
  /** A link to a log in the store of logs. */
  readonly logUrl: (jobId: number) => string;
}

/** What a handler answers. `known` is filled up to what GitHub's contract requires. */
export type RestAnswer =
  | { readonly status: number; readonly known: unknown; readonly next?: boolean }
  | { readonly status: number; readonly message: string }
  | { readonly status: 302; readonly location: string };

/** An operation on a repository that was found and may be seen. */
export type RepositoryHandler = (request: RestRequest, repository: RepositoryRecord) => RestAnswer | Promise<RestAnswer>;

/** GitHub's answer for what is not there or may not be known of. */
export const NOT_FOUND: RestAnswer = { status: 404, message: 'Not Found' };

/** One page of a list, by `per_page` and `page`. */
export function page<Item>(request: RestRequest, items: readonly Item[], view: (item: Item) => unknown): RestAnswer {
  const { size, from } = pageBounds(request.query);
  return { status: 200, known: items.slice(from, from + size).map(view), next: from + size < items.length };
}

/** Size and start of the page that is asked for. */
export function pageBounds(query: URLSearchParams): { readonly size: number; readonly from: number } {
  const size = Math.min(100, Number(query.get('per_page') ?? 30));
  return { size, from: (Number(query.get('page') ?? 1) - 1) * size };
}

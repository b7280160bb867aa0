import type { NoticeDispatch } from '@ao/ports';

/** The version of {@link DispatchDocument}. Fields are added within a version, and never removed or given another meaning. */
export const DISPATCH_DOCUMENT_VERSION = 1;

/** What commands read from their standard input, and what webhooks get as their body. */
export interface DispatchDocument {
  readonly version: typeof DISPATCH_DOCUMENT_VERSION;
  readonly id: string;
  readonly kind: NoticeDispatch['kind'];
  readonly attempt: number;
  readonly at: number;
  readonly title: string;
  readonly text: string;
  readonly more: number;
  readonly notices: readonly {
    readonly id: number;
    readonly key: string;
    readonly kind: string;
    readonly priority: string;
    readonly sessionId: string | null;
    readonly projectId: string | null;
    readonly text: string;
    readonly url: string | null;
    readonly raisedAt: number;
  }[];
}

/** A dispatch as others get it. */
export function dispatchDocument({ id, kind, attempt, at, title, text, more, notices }: NoticeDispatch): DispatchDocument {
  return {
    version: DISPATCH_DOCUMENT_VERSION,
    id,
    kind,
    attempt,
    at,
    title,
    text,
    more,
    notices: notices.map(({ readAt: _readAt, withdrawnAt: _withdrawnAt, ...notice }) => notice),
  };
}

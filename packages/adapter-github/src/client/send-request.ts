import { request as octokitRequest } from '@octokit/request';
import { RequestError } from '@octokit/request-error';
import type { ReplyHeaders } from './reply.ts';

/** One request to a host. */
export interface WireRequest {
  /** As GitHub's documentation writes it, for example `GET /repos/{owner}/{repo}`, or with a whole URL. */
  readonly route: string;
  readonly baseUrl: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
  /** The body of a success is handed over as a stream. */
  readonly asStream?: boolean | undefined;
  /** Redirects are answers. */
  readonly keepRedirect?: boolean | undefined;
  readonly signal: AbortSignal;
}

/** What came back; `status` is null when nothing did. */
export type WireAnswer =
  | { readonly status: number; readonly headers: ReplyHeaders; readonly data: unknown }
  | { readonly status: null; readonly cause: unknown };

/** Sends one request. Never rejects: every status is an answer. */
export async function sendRequest(wire: WireRequest, fetch: typeof globalThis.fetch): Promise<WireAnswer> {
  try {
    const response = await octokitRequest(wire.route, {
      ...wire.parameters,
      baseUrl: wire.baseUrl,
      headers: wire.headers,
      request: {
        fetch,
        signal: wire.signal,
        redirect: wire.keepRedirect === true ? 'manual' : 'follow',
        parseSuccessResponseBody: wire.asStream !== true,
        log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
      },
    });
    return { status: response.status, headers: response.headers as ReplyHeaders, data: response.data };
  } catch (error) {
    if (error instanceof RequestError && error.response !== undefined) {
      return { status: error.status, headers: error.response.headers as ReplyHeaders, data: error.response.data };
    }
    return { status: null, cause: error instanceof RequestError && error.cause !== undefined ? error.cause : error };
  }
}

function ignore(): void {
  // What the host says about coming changes is for developers, not for the log of a user.
}

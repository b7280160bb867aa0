/** One request, complete. */
export interface TransportRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly signal: AbortSignal | undefined;
}

/** An answer whose body has not been read yet. Exactly one of `text` and `chunks` is used, once. */
export interface TransportAnswer {
  readonly status: number;
  header(name: string): string | null;
  text(): Promise<string>;
  /** The body as it comes in. Leaving the loop closes the connection. */
  chunks(): AsyncIterable<Uint8Array>;
}

/**
 * Carries requests to the daemon. Rejects with the signal's reason when aborted, and with {@link ConnectionError} when there is no
 * answer.
 */
export type Transport = (request: TransportRequest) => Promise<TransportAnswer>;

/** There was no answer. */
export class ConnectionError extends Error {
  /** True when it is certain that the request was never sent, so that sending it again cannot do a thing twice. */
  readonly wasNeverSent: boolean;

  constructor(message: string, options: { readonly wasNeverSent: boolean; readonly cause: unknown }) {
    super(message, { cause: options.cause });
    this.name = 'ConnectionError';
    this.wasNeverSent = options.wasNeverSent;
  }
}

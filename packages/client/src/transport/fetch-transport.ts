import { ConnectionError, type Transport } from './transport.ts';

/** Requests by `fetch`: for browsers, and wherever there is nothing lighter. */
export function createFetchTransport(fetch: typeof globalThis.fetch): Transport {
  return async function fetchTransport(request) {
    const response = await attempt(request.signal, () =>
      fetch(request.url, {
        method: request.method,
        headers: request.headers,
        body: request.body,
        signal: request.signal ?? null,
        cache: 'no-store',
        redirect: 'error',
      }),
    );
    return {
      status: response.status,
      header: (name) => response.headers.get(name),
      text: () => attempt(request.signal, () => response.text()),
      chunks: () => readChunks(response.body, request.signal),
    };
  };
}

async function* readChunks(body: ReadableStream<Uint8Array> | null, signal: AbortSignal | undefined): AsyncGenerator<Uint8Array> {
  if (body === null) return;
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await attempt(signal, () => reader.read());
      if (done) return;
      yield value;
    }
  } finally {
    // The connection may be gone already; there is nothing left to close then.
    reader.cancel().catch(() => {});
  }
}

async function attempt<Result>(signal: AbortSignal | undefined, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    signal?.throwIfAborted();
    const code = causeCode(error);
    throw new ConnectionError(code ?? (error instanceof Error ? error.message : String(error)), {
      wasNeverSent: code === 'ECONNREFUSED',
      cause: error,
    });
  }
}

/** Node tells why a fetch failed in the cause; browsers do not tell. */
function causeCode(error: unknown): string | null {
  const cause = error instanceof Error ? error.cause : null;
  return typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : null;
}

/** Request headers are not trusted to be harmless in logs and answers. */
const REQUEST_ID_PATTERN = /^[A-Za-z0-9._-]{1,64}$/;

/** The request id of the client, when it is well-formed, else a new one. */
export function requestIdFrom(header: string | undefined, createRequestId: () => string): string {
  return header !== undefined && REQUEST_ID_PATTERN.test(header) ? header : createRequestId();
}

/**
 * The headers of an answer, complete when the answer is made: headers that are added to a finished answer cost more than everything
 * else a request does here.
 */
export function answerHeaders(requestId: string, origin: string | null, contentType: string): Record<string, string> {
  const headers: Record<string, string> = {
    'content-type': contentType,
    'x-request-id': requestId,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  };
  if (origin !== null) {
    headers['access-control-allow-origin'] = origin;
    headers['access-control-expose-headers'] = 'x-request-id';
    headers['vary'] = 'Origin';
  }
  return headers;
}

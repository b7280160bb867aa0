import type { DurationMs } from '@ao/domain';
import type { Clock, NoticeDispatch, NoticeOutcome, NoticeOutletV1 } from '@ao/ports';
import { dispatchDocument } from '../dispatch-document.ts';
import { refusal, uncertainty } from '../refusal.ts';
import { retryAfter } from './retry-after.ts';
import { webhookAddressProblem } from './webhook-address.ts';
import { webhookSignature } from './webhook-signature.ts';

const DEFAULT_TIMEOUT_MS = 10_000;
const ATTEMPTS_MAX = 20;
const REDIRECTS_MAX = 3;

/** A web server that is told. */
export interface WebhookOutletOptions {
  readonly name: string;
  /** May hold a secret: it is never logged. */
  readonly url: string;
  /** Signs what is sent; null: nothing is signed. See {@link webhookSignature}. */
  readonly secret: string | null;
  /** Whether plain http is allowed to other machines. Default false. */
  readonly allowHttp?: boolean | undefined;
  /** How long an attempt may take. Default 10 seconds. */
  readonly timeoutMs?: DurationMs | undefined;
  readonly clock: Pick<Clock, 'now'>;
}

/** Errors after which nothing of the request can have arrived. */
const NEVER_SENT: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/**
 * Posts each dispatch (see {@link dispatchDocument}) as JSON, with the headers of the Standard Webhooks specification: `webhook-id` (the same for every
 * attempt), `webhook-timestamp`, and with a secret `webhook-signature`. A status of 2xx says that it was taken; 408, 425, 429 and 5xx that it may be
 * tried again; any other that it never will. Redirects are followed within the same origin only.
 */
export function createWebhookOutlet(options: WebhookOutletOptions): NoticeOutletV1 {
  const { name, secret, clock } = options;
  const timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;

  async function deliver(dispatch: NoticeDispatch, signal: AbortSignal): Promise<NoticeOutcome> {
    if (signal.aborted) return refusal('It was not begun.');
    const problem = webhookAddressProblem(options.url, { allowHttp: options.allowHttp ?? false });
    if (problem !== null) return refusal(`Its address ${problem}.`, { isFinal: true });
    const limit = AbortSignal.timeout(timeoutMs);
    try {
      const response = await post(dispatch, AbortSignal.any([signal, limit]));
      return typeof response === 'string' ? refusal(response, { isFinal: true }) : outcomeOf(response, clock.now());
    } catch (error) {
      if (signal.aborted) return uncertainty('It was interrupted because the daemon stopped.');
      if (limit.aborted) return uncertainty(`No answer within ${timeoutMs / 1000} s.`);
      const code = causeCode(error);
      return NEVER_SENT.has(code) ? refusal(`It cannot be reached (${code}).`) : uncertainty(`The connection broke (${code}).`);
    }
  }

  /** Follows redirects that stay where they are; answers what is wrong with any other. */
  async function post(dispatch: NoticeDispatch, signal: AbortSignal): Promise<Response | string> {
    const body = JSON.stringify(dispatchDocument(dispatch));
    const timestamp = Math.floor(clock.now() / 1000);
    const headers: Record<string, string> = {
      'content-type': 'application/json',
      'user-agent': 'ao',
      'webhook-id': dispatch.id,
      'webhook-timestamp': String(timestamp),
    };
    if (secret !== null) headers['webhook-signature'] = webhookSignature(secret, { id: dispatch.id, timestamp, body });
    let url = options.url;
    for (let redirects = 0; redirects <= REDIRECTS_MAX; redirects += 1) {
      const response = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal });
      // Nobody reads the answer, and a long one is not waited for.
      await response.body?.cancel();
      if (response.status < 300 || response.status >= 400) return response;
      const target = redirectTarget(url, response);
      if (target === null) return `It redirects to another place (${response.status}).`;
      url = target;
    }
    return 'It redirects in circles.';
  }

  return { specificationVersion: 'notice-outlet-v1', name, kind: 'webhook', attemptsMax: ATTEMPTS_MAX, deliver };
}

/** Only 307 and 308 keep a post a post; what is signed for one server is not shown to another. */
function redirectTarget(from: string, response: Response): string | null {
  const location = response.headers.get('location');
  if (location === null || (response.status !== 307 && response.status !== 308) || !URL.canParse(location, from)) return null;
  const target = new URL(location, from);
  return target.origin === new URL(from).origin ? target.href : null;
}

function outcomeOf({ status, headers }: Response, now: number): NoticeOutcome {
  if (status >= 200 && status < 300) return { state: 'delivered' };
  const mayBeTriedAgain = status >= 500 || status === 408 || status === 425 || status === 429;
  return refusal(`It answered with status ${status}.`, {
    isFinal: !mayBeTriedAgain,
    retryAfterMs: mayBeTriedAgain ? retryAfter(headers.get('retry-after'), now) : null,
  });
}

function causeCode(error: unknown): string {
  const cause: unknown = error instanceof Error ? error.cause : null;
  const code: unknown = cause instanceof Error && 'code' in cause ? cause.code : null;
  return typeof code === 'string' ? code : 'unknown';
}

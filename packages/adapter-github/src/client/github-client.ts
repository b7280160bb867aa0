import { AoError } from '@ao/domain';
import type { Clock, Logger } from '@ao/ports';
import { type KnownHost } from '../address/github-host.ts';
import { classifyRefusal, unavailable } from './classify-reply.ts';
import { createLane, type Lane } from './lane.ts';
import { createRateLimiter, type RateLimiter, type RatePriority, type RateResource } from './rate-limiter.ts';
import { pauseIn, readRateHeaders } from './read-rate-headers.ts';
import type { Reply } from './reply.ts';
import { sendRequest, type WireAnswer } from './send-request.ts';
import type { TokenSource } from './token-source.ts';

/** A request as the rest of this package makes it. */
export interface GithubRequest {
  readonly route: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** Default `core`. */
  readonly resource?: RateResource;
  /** Default `background`. */
  readonly priority?: RatePriority;
  /** The validator of an earlier answer. */
  readonly validator?: string | null;
  readonly asStream?: boolean;
  readonly keepRedirect?: boolean;
  /** Asked once more after a moment when there was no answer. Not for what changes something. Default false. */
  readonly mayRepeat?: boolean;
  /** Changes are paced. Default false. */
  readonly isChange?: boolean;
}

/** The one way to all hosts: tokens, limits, lanes and errors are looked after here. */
export interface GithubClient {
  readonly hosts: readonly KnownHost[];
  readonly clock: Clock;
  readonly logger: Logger;
  readonly fetch: typeof globalThis.fetch;
  host(name: string): KnownHost | null;
  limiter(host: KnownHost): RateLimiter;
  /** Sends a request. Rejects only with the signal's reason. */
  send(host: KnownHost, request: GithubRequest, signal?: AbortSignal): Promise<Reply>;
}

/** What the client needs. */
export interface GithubClientOptions {
  readonly hosts: readonly KnownHost[];
  readonly tokens: TokenSource;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly fetch: typeof globalThis.fetch;
  readonly reserveShare?: number | undefined;
  /** Default 30 seconds. */
  readonly timeoutMs?: number | undefined;
}

interface HostConnection {
  readonly limiter: RateLimiter;
  /** GitHub asks for one query after the other. */
  readonly queries: Lane;
  readonly calls: Lane;
  /** Changes are made one after the other, at least a second apart. */
  readonly changes: Lane;
}

const HEADERS = { accept: 'application/vnd.github+json', 'user-agent': 'ao-adapter-github', 'x-github-api-version': '2022-11-28' };
const TIMEOUT_MS = 30_000;
const REPEAT_AFTER_MS = 500;
const BETWEEN_CHANGES_MS = 1_000;

/** Makes the client. */
export function createGithubClient(options: GithubClientOptions): GithubClient {
  const { clock, hosts } = options;
  const connections = new Map<string, HostConnection>();
  let lastChangeAt = Number.NEGATIVE_INFINITY;

  function connection(host: KnownHost): HostConnection {
    const known = connections.get(host.host);
    if (known !== undefined) return known;
    const limiter = createRateLimiter({ host: host.host, clock, reserveShare: options.reserveShare });
    const made = { limiter, queries: createLane(1), calls: createLane(4), changes: createLane(1) };
    connections.set(host.host, made);
    return made;
  }

  async function pauseBetweenChanges(signal: AbortSignal | undefined): Promise<void> {
    const waitMs = lastChangeAt + BETWEEN_CHANGES_MS - clock.monotonic();
    if (waitMs > 0) await clock.sleep(waitMs, signal);
    lastChangeAt = clock.monotonic();
  }

  async function attempt(host: KnownHost, request: GithubRequest, signal: AbortSignal | undefined): Promise<Reply> {
    const { limiter } = connection(host);
    const refusal = limiter.refusal(request.resource ?? 'core', request.priority ?? 'background');
    if (refusal !== null) return { type: 'failed', error: refusal, isTooMuch: false };
    const token = await options.tokens.token(host, signal);
    if (token === null) return { type: 'failed', error: tokenMissing(host), isTooMuch: false };
    const reply = await attemptWith(host, token, request, signal);
    if (reply !== 'unauthorized') return reply;
    options.tokens.refuse(host, token);
    const another = await options.tokens.token(host, signal);
    const second = another === null ? 'unauthorized' : await attemptWith(host, another, request, signal);
    if (second !== 'unauthorized') return second;
    if (another !== null) options.tokens.refuse(host, another);
    return { type: 'failed', error: tokenRefused(host), isTooMuch: false };
  }

  async function attemptWith(host: KnownHost, token: string, request: GithubRequest, signal: AbortSignal | undefined) {
    const limit = new AbortController();
    const timer = clock.setTimer(options.timeoutMs ?? TIMEOUT_MS, () => limit.abort());
    const answer = await sendRequest(
      {
        route: request.route,
        baseUrl: host.apiUrl,
        parameters: request.parameters ?? {},
        headers: {
          ...HEADERS,
          authorization: `Bearer ${token}`,
          ...(request.validator == null ? {} : { 'if-none-match': request.validator }),
        },
        asStream: request.asStream,
        keepRedirect: request.keepRedirect,
        signal: signal === undefined ? limit.signal : AbortSignal.any([signal, limit.signal]),
      },
      options.fetch,
    );
    timer.cancel();
    signal?.throwIfAborted();
    return understand(host, request, answer, limit.signal.aborted);
  }

  function understand(host: KnownHost, request: GithubRequest, answer: WireAnswer, isOverdue: boolean): Reply | 'unauthorized' {
    const { limiter } = connection(host);
    const resource = request.resource ?? 'core';
    if (answer.status === null) {
      const why = isOverdue ? 'no answer in time' : answer.cause instanceof Error ? answer.cause.message : String(answer.cause);
      return { type: 'failed', error: unavailable(host.host, why, answer.cause), isTooMuch: false };
    }
    const reading = readRateHeaders(answer.headers, resource);
    if (reading !== null) limiter.read(reading);
    if (answer.status === 304) return { type: 'unchanged' };
    if (resource !== 'graphql') limiter.spend(resource, 1);
    if (answer.status < 400) {
      limiter.succeeded();
      return { type: 'answered', status: answer.status, headers: answer.headers, data: answer.data };
    }
    const refusal = classifyRefusal({ host: host.host, ...answer });
    if (refusal.type === 'reply') return refusal.reply;
    if (refusal.type === 'unauthorized') return 'unauthorized';
    if (refusal.type === 'secondary_limit') limiter.holdBack(pauseIn(answer.headers, clock.now()));
    const error =
      limiter.refusal(resource, 'person') ?? new AoError('FORGE_RATE_LIMITED', { details: { host: host.host, retryAt: clock.now() } });
    return { type: 'failed', error, isTooMuch: false };
  }

  async function send(host: KnownHost, request: GithubRequest, signal?: AbortSignal): Promise<Reply> {
    signal?.throwIfAborted();
    const { queries, calls, changes } = connection(host);
    const isChange = request.isChange === true;
    const lane = isChange ? changes : request.resource === 'graphql' ? queries : calls;
    const reply = await lane.run(async () => {
      if (isChange) await pauseBetweenChanges(signal);
      const first = await attempt(host, request, signal);
      const mayHelp = first.type === 'failed' && first.error.code === 'FORGE_UNAVAILABLE';
      if (!mayHelp || request.mayRepeat !== true) return first;
      await clock.sleep(REPEAT_AFTER_MS, signal);
      return attempt(host, request, signal);
    }, signal);
    if (reply.type === 'failed')
      options.logger.debug('no answer from the code host', { host: host.host, route: request.route, code: reply.error.code });
    return reply;
  }

  return {
    hosts,
    clock,
    logger: options.logger,
    fetch: options.fetch,
    host: (name) => hosts.find((known) => known.host === name.toLowerCase()) ?? null,
    limiter: (host) => connection(host).limiter,
    send,
  };
}

function tokenMissing(host: KnownHost): AoError {
  const variables = host.isHosted ? 'AO_GITHUB_TOKEN, GITHUB_TOKEN or GH_TOKEN' : 'AO_GITHUB_ENTERPRISE_TOKEN or GH_ENTERPRISE_TOKEN';
  return new AoError('FORGE_TOKEN_MISSING', {
    message: `There is no token for ${host.host}. Set ${variables}, or log in with \`gh auth login --hostname ${host.host}\`.`,
    details: { host: host.host },
  });
}

function tokenRefused(host: KnownHost): AoError {
  return new AoError('FORGE_TOKEN_REFUSED', {
    message: `${host.host} does not take the token: it was revoked or has expired. Log in again with \`gh auth login --hostname ${host.host}\`, or set a new one.`,
    details: { host: host.host },
  });
}

import { createSystemClock } from '@ao/adapter-kit';
import type { Clock, Logger, ScmV1, TrackerV1 } from '@ao/ports';
import { type GithubHost, knownHosts } from './address/github-host.ts';
import { createGithubClient } from './client/github-client.ts';
import { createTokenSource, type TokenEnvironment } from './client/token-source.ts';
import { createGithubScm } from './github-scm.ts';
import { createGithubTracker } from './github-tracker.ts';

/** What may be set about GitHub. */
export interface GithubOptions {
  /**
   * Where tokens are looked for: `AO_GITHUB_TOKEN`, `GITHUB_TOKEN`, `GH_TOKEN`, and for Enterprise servers the names `gh` uses. A function is asked each
   * time a token is needed.
   */
  readonly env: TokenEnvironment;
  readonly logger: Logger;
  /** Enterprise servers, and other addresses. github.com is always among them. No token is ever sent to a host that is not. */
  readonly hosts?: readonly GithubHost[] | undefined;
  /** Tokens by host, used before those of the environment. */
  readonly tokens?: Readonly<Record<string, string>> | undefined;
  /** The program that is asked for a token last: a name or a path; null for none. Default `gh`. */
  readonly ghProgram?: string | null | undefined;
  /** The part of the host's limits that is left for the person's own tools. Default 0.2. */
  readonly reserveShare?: number | undefined;
  /** How long an answer may take. Default 30 seconds. */
  readonly timeoutMs?: number | undefined;
  /** Default: the clock of this machine. */
  readonly clock?: Clock | undefined;
  /** Default: the platform's own. */
  readonly fetch?: typeof globalThis.fetch | undefined;
}

/** Pull requests and issues of the same hosts, over one client: they share limits, connections and tokens. */
export interface Github {
  readonly scm: ScmV1;
  readonly tracker: TrackerV1;
}

/** GitHub as a code host and a tracker of ao. Asks nobody before it is used, and keeps nothing open. */
export function createGithub(options: GithubOptions): Github {
  const clock = options.clock ?? createSystemClock();
  const client = createGithubClient({
    hosts: knownHosts(options.hosts ?? []),
    tokens: createTokenSource({ env: options.env, clock, tokens: options.tokens, ghProgram: options.ghProgram }),
    clock,
    logger: options.logger,
    fetch: options.fetch ?? globalThis.fetch,
    reserveShare: options.reserveShare,
    timeoutMs: options.timeoutMs,
  });
  return { scm: createGithubScm(client), tracker: createGithubTracker(client) };
}

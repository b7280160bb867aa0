import type { AgentName, DurationMs, RuntimeName } from '@ao/domain';

/** How much is logged. */
export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;

/** One of {@link LOG_LEVELS}. */
export type LogLevel = (typeof LOG_LEVELS)[number];

/** An amount of memory: the smaller one of those that are given; both null for none. */
export interface FreeMemory {
  readonly bytes: number | null;
  /** Of all the memory there is. */
  readonly percent: number | null;
}

/** A GitHub besides github.com. */
export interface GithubHostSetting {
  /** Lower case, with the port if it is not the usual one. */
  readonly host: string;
  /** Where its REST interface begins, without a slash at the end; null: where such servers have it. */
  readonly apiUrl: string | null;
}

/** Everything that can be set from outside, with defaults filled in. All paths are absolute. */
export interface Config {
  /** `AO_HOME`: the data directory. Default `~/.ao`. */
  readonly home: string;
  /** `AO_PORT`: where the daemon listens on the loopback address; 0 for any free port. Default 3001. */
  readonly port: number;
  /** `AO_AGENT`: the agent of sessions that name none. Default `claude-code`. Whether it is known shows when it is looked up. */
  readonly agent: AgentName;
  /** `AO_RUNTIME`: the runtime of sessions that name none. Default `pty-host`. */
  readonly runtime: RuntimeName;
  /** `AO_MAX_RUNNING`: how many sessions may run on this machine; more wait in the queue. Default null: no limit. */
  readonly maxRunning: number | null;
  /** `AO_MIN_FREE_MEMORY`: memory that is kept free when sessions are started. Default 512 MiB or 5 %, whichever is less. */
  readonly minFreeMemory: FreeMemory;
  /** `AO_ALLOWED_ORIGINS`: web origins whose pages may use the daemon, besides its own. Default none. */
  readonly allowedOrigins: readonly string[];
  /** `AO_WEBHOOK_HOSTS`: names by which GitHub's webhooks may reach the daemon, besides its own. Lower case. Default none. */
  readonly webhookHosts: readonly string[];
  /** `AO_SHUTDOWN_TIMEOUT`: how long running work may take to end. Default 10 s. */
  readonly shutdownTimeoutMs: DurationMs;
  /** `AO_REQUEST_TIMEOUT`: how long a request may take. Default 60 s. */
  readonly requestTimeoutMs: DurationMs;
  /** `AO_LOG_LEVEL`. Default `info`. */
  readonly logLevel: LogLevel;
  /** False when `AO_NO_AUTOSTART` is set: then no command starts a daemon by itself. */
  readonly autostart: boolean;
  /** `AO_AGENT_MODULES`: modules that bring further agents. Default none. */
  readonly agentModules: readonly string[];
  /** `AO_GITHUB_HOSTS`: GitHub servers besides github.com. Default none. */
  readonly githubHosts: readonly GithubHostSetting[];
  /** `AO_GITHUB_AUTHORS`: accounts whose pull requests may belong to sessions, besides that of the token. Default none. */
  readonly githubAuthors: readonly string[];
  /** `AO_OBSERVE_PULL_REQUESTS`: whether pull requests are looked at. Default true. */
  readonly observePullRequests: boolean;
  /** `AO_PULL_REQUEST_INTERVAL`: how often a pull request is looked at while something is about to change; all else in proportion. Default 30 s. */
  readonly pullRequestIntervalMs: DurationMs;
}

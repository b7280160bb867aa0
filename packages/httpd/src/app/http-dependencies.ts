import type { DerivedStatus, SessionId } from '@ao/domain';
import type { EventFeed } from '@ao/cdc';
import type { ProjectService } from '@ao/service-project';
import type { SessionService } from '@ao/service-session';
import type { AccessCheck } from '../access/caller.ts';
import type { AgentReport, DaemonInfo, DoctorReport } from './daemon-reports.ts';
import type { HttpClock, HttpLogger } from './http-environment.ts';

/** A derived status that has become another one. */
export interface StatusChange {
  readonly sessionId: SessionId;
  readonly status: DerivedStatus['status'];
  readonly reason: DerivedStatus['reason'];
  readonly at: number;
}

/** Tells whenever a derived status changes, for whatever cause: a fact, or time alone. */
export interface StatusFeed {
  subscribe(listener: (change: StatusChange) => void): { close(): void };
}

/** Everything the HTTP API stands on. The caller owns all of it. */
export interface HttpDependencies {
  readonly projects: ProjectService;
  readonly sessions: SessionService;
  readonly feed: EventFeed;
  readonly statuses: StatusFeed;
  readonly access: AccessCheck;
  readonly info: DaemonInfo;
  /** The agents this daemon can start, each with a fresh check. */
  agents(): Promise<readonly AgentReport[]>;
  doctor(): Promise<DoctorReport>;
  /** Asks the daemon to stop. Returns at once; the answer is still delivered. */
  shutdown(request: { readonly endSessions: boolean }): void;
  readonly clock: HttpClock;
  readonly logger: HttpLogger;
  /** Complete origins of web pages that may use the daemon. Default: none. */
  readonly allowedOrigins?: readonly string[] | undefined;
  /** `Host` values accepted besides the loopback names with the right port. Default: none. */
  readonly allowedHosts?: readonly string[] | undefined;
  /** Makes request ids. Default: random. */
  readonly createRequestId?: (() => string) | undefined;
}

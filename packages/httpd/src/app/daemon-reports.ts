import type { ErrorCode, PermissionMode } from '@ao/domain';

/** The result of looking at something the daemon needs. */
export interface CheckReport {
  readonly level: 'ok' | 'warning' | 'failed';
  /** One sentence for people. */
  readonly summary: string;
  /** Absolute path of the program or folder, when there is one. */
  readonly path: string | null;
  readonly version: string | null;
  /** The command that mends it, or a sentence, when something is off. */
  readonly remedy: string | null;
  /** The error a spawn would be refused with; null unless `failed`. */
  readonly code: ErrorCode | null;
}

/** One line of `ao doctor`. */
export interface DoctorCheck extends CheckReport {
  /** Stable name, for example `agent.codex` or `home`. */
  readonly id: string;
  /** Name for people, for example `Codex`. */
  readonly title: string;
}

/** What `ao doctor` found. */
export interface DoctorReport {
  /** False when at least one check failed. */
  readonly ok: boolean;
  readonly at: number;
  readonly checks: readonly DoctorCheck[];
}

/** One agent this daemon can start. */
export interface AgentReport {
  /** Name used on the command line. */
  readonly name: string;
  readonly displayName: string;
  readonly permissionModes: readonly PermissionMode[];
  readonly check: CheckReport;
}

/** How far the look at what outlived the last daemon has come. */
export interface ReconciliationReport {
  readonly state: 'pending' | 'running' | 'done' | 'failed';
  /** Sessions looked at so far, and to be looked at altogether. */
  readonly checked: number;
  readonly total: number;
  /** Running agents that were found again. */
  readonly adopted: number;
  /** Sessions whose agent is gone. */
  readonly ended: number;
  /** Sessions that could not be judged. */
  readonly unknown: number;
  readonly finishedAt: number | null;
}

/** What the daemon tells about itself. */
export interface DaemonInfo {
  readonly version: string;
  readonly pid: number;
  readonly instanceId: string;
  readonly startedAt: number;
  /** Absolute path of the data directory. */
  readonly home: string;
  /** Asked for each answer. */
  reconciliation(): ReconciliationReport;
}

import type { SessionId } from '@ao/domain';
import type { SessionStart } from '../start/session-start.ts';

/** One task of a batch: a prompt, an issue, or both. */
export interface BatchItem {
  readonly prompt?: string | undefined;
  /** As a person names it. */
  readonly issue?: string | undefined;
  readonly agent?: string | undefined;
  readonly model?: string | undefined;
  readonly displayName?: string | undefined;
}

/** Several tasks at once. */
export interface BatchRequest {
  readonly projectId: string;
  /** The tasks, in their order. Not together with `query`. At most 100. */
  readonly items?: readonly BatchItem[] | undefined;
  /** Issues that match become the tasks, newest first. */
  readonly query?: string | undefined;
  /** At most so many sessions are started; the others are skipped. Default: all items, or 10 of a query. */
  readonly limit?: number | undefined;
  /** What holds for every task that does not say otherwise. A prompt stands before each issue. */
  readonly defaults?:
    | Pick<SessionStart, 'prompt' | 'agent' | 'model' | 'runtime' | 'permissionMode' | 'base' | 'kind' | 'spawnedBy'>
    | undefined;
  readonly allowClosed?: boolean | undefined;
  /** Start tasks again that were started by an earlier batch, and issues that sessions work on. */
  readonly again?: boolean | undefined;
  /** Only issues that are kept where the project's are. */
  readonly ownOnly?: boolean | undefined;
  /** False: only plan. */
  readonly execute: boolean;
}

/**
 * Why a task is not started.
 *
 * - `taken`: a session of the project works on the issue
 * - `started_before`: an earlier batch started a session for this very task
 * - `repeated`: it stands in this batch already
 * - `over_limit`: enough others are started
 * - `closed`: the issue is closed
 */
export const SKIP_REASONS = ['taken', 'started_before', 'repeated', 'over_limit', 'closed'] as const;
/** One of {@link SKIP_REASONS}. */
export type SkipReason = (typeof SKIP_REASONS)[number];

/** What is to be done with a task: start it; skip it, since that is as it should be; or refuse it, since something is wrong. */
export type BatchDecision =
  | { readonly action: 'start' }
  | { readonly action: 'skip'; readonly reason: SkipReason; readonly text: string; readonly sessionId: SessionId | null }
  | { readonly action: 'refuse'; readonly code: string; readonly text: string };

/** What became of a task that was to be started. */
export type BatchOutcome =
  | { readonly state: 'started' | 'queued'; readonly sessionId: SessionId; readonly notices: readonly string[] }
  | { readonly state: 'failed'; readonly code: string; readonly message: string };

/** One task as it is planned, and what became of it. */
export interface BatchPlanItem {
  /** Where it stands in the batch, from 0. */
  readonly index: number;
  /** Null for a task without an issue; for one that could not be read, all but the label is null. */
  readonly issue: { readonly label: string; readonly title: string | null; readonly url: string | null } | null;
  /** The person's words, as they will be given to the agent; null for none. */
  readonly prompt: string | null;
  /** What the session will be called; null when that is not known yet. */
  readonly displayName: string | null;
  /** Null: that of the project. */
  readonly agent: string | null;
  readonly model: string | null;
  readonly decision: BatchDecision;
  /** Null unless it was carried out. */
  readonly outcome: BatchOutcome | null;
}

/** A batch as it is planned, or was carried out. */
export interface BatchResult {
  readonly items: readonly BatchPlanItem[];
  /** True when more issues matched than were looked at. */
  readonly hasMore: boolean;
  /** How many are to be started, or were. */
  readonly started: number;
  readonly skipped: number;
  /** How many were refused, or could not be started. */
  readonly failed: number;
}

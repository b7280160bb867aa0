/** One request that was answered. */
export interface SeenRequest {
  readonly kind: 'graphql' | 'rest' | 'log' | 'git';
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly status: number;
  /** Points of the batched interface or requests of the other; 0 for an answer that nothing changed. */
  readonly cost: number;
  /** Name of the query's operation; empty for everything else. */
  readonly operation: string;
  /** How many ids a query handed in. */
  readonly ids: number;
}

/** What was asked, and what of it was wrong. */
export interface HostUsage {
  readonly requests: SeenRequest[];
  /** Requests that GitHub's contract forbids, and answers of the stand-in that are not like GitHub's. Tests want this empty. */
  readonly violations: string[];
}

/** A point in time: integer milliseconds since 1970-01-01 UTC. Never local time, never text. */
export type Timestamp = number;

/** A length of time in milliseconds. */
export type DurationMs = number;

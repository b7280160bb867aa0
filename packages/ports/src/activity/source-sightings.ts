import type { ActivitySource, SessionId, Timestamp } from '@ao/domain';

/** What was last seen of one source of activity. */
export interface SourceSighting {
  readonly source: ActivitySource;
  /** When it last said something, by its own time; null when it has said nothing yet. */
  readonly at: Timestamp | null;
  /** What it said, for people, for example `hook Stop`; null when it has said nothing yet. */
  readonly said: string | null;
  /** Why it cannot be heard at present, and since when; null when nothing is known against it. */
  readonly problem: { readonly text: string; readonly since: Timestamp } | null;
}

/** What was seen of the sources of each session's present launch. Kept in memory: it explains facts, and decides nothing. */
export interface SourceSightings {
  /** One entry per source that was heard or looked for since this process began; empty for a session nobody watched. */
  of(sessionId: SessionId): readonly SourceSighting[];
}

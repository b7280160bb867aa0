import type { ActivitySource, LaunchId, SessionId, Timestamp } from '@ao/domain';
import type { SourceSighting, SourceSightings } from '@ao/ports';

/** Whose source it is. */
export interface SightedLaunch {
  readonly sessionId: SessionId;
  readonly launchId: LaunchId;
}

/** Where observers note what they saw of each source. What another launch of the session left is forgotten. */
export interface SightingLedger extends SourceSightings {
  /** It said something. What it said earlier, by its own time, does not take the place of something later. */
  heard(launch: SightedLaunch, source: ActivitySource, sighting: { readonly at: Timestamp; readonly said: string }): void;
  /** It cannot be heard. */
  failed(launch: SightedLaunch, source: ActivitySource, problem: { readonly text: string; readonly since: Timestamp }): void;
}

interface LaunchSightings {
  readonly launchId: LaunchId;
  readonly sources: Map<ActivitySource, SourceSighting>;
}

/** More than ever run at once. */
const MOST_SESSIONS = 1_000;

/** Makes an empty ledger. */
export function createSightingLedger(): SightingLedger {
  const sessions = new Map<SessionId, LaunchSightings>();

  function change({ sessionId, launchId }: SightedLaunch, source: ActivitySource, update: (known: SourceSighting) => SourceSighting): void {
    const known = sessions.get(sessionId);
    const launch = known?.launchId === launchId ? known : { launchId, sources: new Map<ActivitySource, SourceSighting>() };
    // The one heard of last stands last: of too many, those that ended long ago go first.
    sessions.delete(sessionId);
    sessions.set(sessionId, launch);
    for (const oldest of sessions.keys()) {
      if (sessions.size <= MOST_SESSIONS) break;
      sessions.delete(oldest);
    }
    launch.sources.set(source, update(launch.sources.get(source) ?? { source, at: null, said: null, problem: null }));
  }

  return {
    of: (sessionId) => [...(sessions.get(sessionId)?.sources.values() ?? [])],
    heard: (launch, source, { at, said }) =>
      change(launch, source, (known) => (at < (known.at ?? 0) ? { ...known, problem: null } : { source, at, said, problem: null })),
    failed: (launch, source, problem) => change(launch, source, (known) => ({ ...known, problem })),
  };
}

import { splitSessionId } from '@ao/domain';

/** Which events a stream carries; null does not restrict. */
export interface StreamFilter {
  readonly sessionId: string | null;
  readonly projectId: string | null;
}

/** Whether something about a session or project belongs into the stream. */
export function passesFilter(
  filter: StreamFilter,
  about: { readonly sessionId: string | null; readonly projectId: string | null },
): boolean {
  if (filter.sessionId !== null && filter.sessionId !== about.sessionId) return false;
  return filter.projectId === null || filter.projectId === about.projectId;
}

/** What a session id alone tells. */
export function aboutSession(sessionId: string): { readonly sessionId: string; readonly projectId: string | null } {
  return { sessionId, projectId: splitSessionId(sessionId)?.projectId ?? null };
}

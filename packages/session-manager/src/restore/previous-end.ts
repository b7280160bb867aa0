import type { ExitFacts, OperationRecord, SessionEnd, SessionRecord } from '@ao/domain';

/** How a session had ended before a restore of it was begun. */
export interface PreviousEnd {
  readonly end: SessionEnd;
  readonly exit: ExitFacts | null;
}

/** What is kept with a restore, so that it can be undone after a crash too. */
export function previousEndRequest(session: SessionRecord): Readonly<Record<string, unknown>> {
  return { end: session.end, exit: session.exit };
}

/** The end that was kept. Written by {@link previousEndRequest} alone. */
export function previousEndOf(request: OperationRecord['request']): PreviousEnd {
  return request as unknown as PreviousEnd;
}

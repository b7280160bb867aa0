import type { StatusFact } from '@ao/domain';
import type { SessionViews } from '../read/session-views.ts';
import type { SessionExplanation } from '../session-service.ts';
import type { SessionServiceOptions } from '../session-service-options.ts';
import { liveEvidence } from './live-evidence.ts';

/** How much of the past is shown. */
const SHOWN = 10;

/** Collects everything that is known about why a session has its status: stored facts, a look at it now, what was done with it. */
export async function explainSession(
  options: Pick<SessionServiceOptions, 'stores' | 'agents' | 'runtimes' | 'clock' | 'environment'>,
  views: SessionViews,
  id: string,
): Promise<SessionExplanation> {
  const record = views.record(id);
  const live = await liveEvidence(options, record);
  const session = views.get(id);
  return {
    session,
    evidence: [...session.reason.facts, ...live.facts].sort(byTime),
    screen: live.screen,
    operations: options.stores.operations.listForSession(record.id, SHOWN),
    messages: options.stores.messages.listForSession(record.id, SHOWN),
  };
}

/** Newest last; what has no time comes first. */
function byTime(one: StatusFact, other: StatusFact): number {
  return (one.at ?? 0) - (other.at ?? 0);
}

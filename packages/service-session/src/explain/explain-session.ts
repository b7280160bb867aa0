import type { StatusFact } from '@ao/domain';
import type { SessionViews } from '../read/session-views.ts';
import type { SessionExplanation } from '../session-service.ts';
import type { SessionServiceOptions } from '../session-service-options.ts';
import { liveEvidence } from './live-evidence.ts';
import { sourceFacts } from './source-facts.ts';

/** How much of the past is shown. */
const SHOWN = 10;

/** Collects everything that is known about why a session has its status: stored facts, a look at it now, what was done with it. */
export async function explainSession(
  options: Pick<SessionServiceOptions, 'stores' | 'agents' | 'runtimes' | 'clock' | 'environment' | 'sightings'>,
  views: SessionViews,
  id: string,
): Promise<SessionExplanation> {
  const record = views.record(id);
  const live = await liveEvidence(options, record);
  const session = views.get(id);
  const sources = sourceFacts(options, record);
  return {
    session,
    evidence: [...withoutSummary(session.reason.facts, sources), ...sources, ...live.facts].sort(bySource),
    screen: live.screen,
    operations: options.stores.operations.listForSession(record.id, SHOWN),
    messages: options.stores.messages.listForSession(record.id, SHOWN),
  };
}

/** What the sources say one by one need not be said of all of them together. */
function withoutSummary(facts: readonly StatusFact[], sources: readonly StatusFact[]): readonly StatusFact[] {
  return sources.length === 0 ? facts : facts.filter(({ name }) => name !== 'signals');
}

const ORDER = [
  'queue',
  'launch',
  'process',
  'process now',
  'signals',
  'hooks',
  'interface',
  'own notes',
  'output',
  'screen now',
  'activity',
];

/** From the process to what is made of it all; facts of the same kind with the newest last. */
function bySource(one: StatusFact, other: StatusFact): number {
  return placeOf(one) - placeOf(other) || (one.at ?? 0) - (other.at ?? 0);
}

function placeOf({ name }: StatusFact): number {
  const place = ORDER.indexOf(name);
  return place < 0 ? ORDER.length : place;
}

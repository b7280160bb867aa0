import type { ActivitySource, SessionRecord, StatusFact } from '@ao/domain';
import { durationText } from '@ao/lifecycle';
import type { AgentV1, SourceSighting } from '@ao/ports';
import type { SessionServiceOptions } from '../session-service-options.ts';

/**
 * What each source an agent reports through has said last: its hooks, and its own interface. Empty for an agent that has neither, and
 * for a session that is not running.
 */
export function sourceFacts(
  { agents, clock, sightings }: Pick<SessionServiceOptions, 'agents' | 'clock' | 'sightings'>,
  session: SessionRecord,
): readonly StatusFact[] {
  const agent = agents.get(session.agent);
  if (agent === undefined || session.launch === null || session.phase === 'ended') return [];
  const now = clock.now();
  const seen = sightings?.of(session.id) ?? [];
  return sourcesOf(agent).map(([name, source]) => {
    const sighting = seen.find((candidate) => candidate.source === source) ?? null;
    const at = sighting?.at ?? null;
    return { name, value: valueOf(session, source, sighting, now), source, at, ageMs: at === null ? null : Math.max(0, now - at) };
  });
}

function sourcesOf(agent: AgentV1): readonly (readonly [name: string, source: ActivitySource])[] {
  return [
    ...(agent.interpretHook === undefined ? [] : [['hooks', 'hook'] as const]),
    ...(agent.follow === undefined ? [] : [['interface', 'api'] as const]),
  ];
}

function valueOf(session: SessionRecord, source: ActivitySource, sighting: SourceSighting | null, now: number): string {
  const said = sighting?.said ?? null;
  const problem = sighting?.problem ?? null;
  if (problem !== null) {
    const before = said === null ? '' : `; its last word was: ${said}`;
    return `cannot be reached for ${durationText(now - problem.since)}: ${problem.text}${before}`;
  }
  if (said !== null) return said;
  if (session.launch?.expectsSignals === false) return 'none, and none is expected';
  if (session.launch?.firstSignalAt === null) return 'none received since the launch; one is expected at its start';
  return source === 'api' ? 'nothing heard of it since the daemon started' : 'none received since the daemon started';
}

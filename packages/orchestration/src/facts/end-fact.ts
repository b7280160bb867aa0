import type { SessionEnd, SessionRecord } from '@ao/domain';
import type { WakeFact } from './wake-fact.ts';

/** What somebody asked for is no news to anybody: neither an end on request, nor one after a merge. */
const SAYS: Partial<Record<SessionEnd['reason'], string>> = {
  exited: 'its agent ended by itself',
  lost: 'its agent vanished',
  spawn_failed: 'it could not be started',
};

/** That the agent of a session is gone, though nobody ended it. */
export function endFact({ id, end, exit }: SessionRecord): readonly WakeFact[] {
  const says = end === null ? undefined : SAYS[end.reason];
  if (end === null || says === undefined) return [];
  const text = `${says}${end.reason === 'exited' ? exitText(exit) : ''}`;
  return [
    {
      key: `ended:${id}:${end.at}`,
      sessionId: id,
      kind: 'ended',
      urgency: 'soon',
      at: end.at,
      isStanding: false,
      text,
      quote: end.message,
    },
  ];
}

function exitText(exit: SessionRecord['exit']): string {
  if (exit === null) return '';
  if (exit.signal !== null) return ` (${exit.signal})`;
  return exit.code === null ? '' : ` (code ${exit.code})`;
}

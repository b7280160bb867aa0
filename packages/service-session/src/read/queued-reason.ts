import type { QueuePlace, SessionRecord, StatusReason } from '@ao/domain';

/** Why a session is queued, with its place and what would free one. */
export function queuedReason(reason: StatusReason, place: QueuePlace, record: SessionRecord): StatusReason {
  const { heldBy, text, nextStep } = place;
  const fact = { name: 'queue', value: `${placeText(place, record)}: ${text}`, source: null, at: record.activity.since, ageMs: null };
  return {
    rule: `queued_${heldBy}`,
    text: `${reason.text} It has ${placeText(place, record)}: ${text}`,
    facts: [...reason.facts, fact],
    nextStep,
  };
}

/** A project's own queue is told apart from that of the machine. */
function placeText({ heldBy, position }: QueuePlace, { projectId }: SessionRecord): string {
  return heldBy === 'project_limit' ? `place ${position} among those of ${projectId}` : `place ${position}`;
}

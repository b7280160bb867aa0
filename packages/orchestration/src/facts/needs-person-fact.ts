import type { DurationMs, LaunchState, SessionRecord, Timestamp } from '@ao/domain';
import type { WakeFact } from './wake-fact.ts';

const LAUNCH_NEEDS: Partial<Record<LaunchState, string>> = {
  needs_trust: 'asks whether it may trust the folder',
  needs_login: 'asks for a login',
  update_prompt: 'offers an update and waits',
};

/** That a session needs a person: as a fact, or when it will be one; neither when it does not. */
export interface NeedsPerson {
  readonly fact: WakeFact | null;
  readonly dueAt: Timestamp | null;
}

/** Whether a dialog or a question in the terminal of a live session has stood open for so long. */
export function needsPersonFact(session: SessionRecord, afterMs: DurationMs, now: Timestamp): NeedsPerson {
  const needs = needOf(session);
  if (needs === null) return { fact: null, dueAt: null };
  const dueAt = needs.since + afterMs;
  if (now < dueAt) return { fact: null, dueAt };
  const { id, launch, activity } = session;
  // The same request stays the same however often somebody looks in; without one the time it came up tells it from the next.
  const key = `needs:${id}:${launch?.id ?? ''}:${activity.correlationId ?? needs.since}`;
  const fact: WakeFact = {
    key,
    sessionId: id,
    kind: 'needs_person',
    urgency: 'soon',
    at: dueAt,
    isStanding: true,
    text: `needs a person: it ${needs.text}`,
    quote: activity.detail,
  };
  return { fact, dueAt: null };
}

function needOf({ launch, activity }: SessionRecord): { readonly text: string; readonly since: Timestamp } | null {
  const launchNeeds = launch === null ? undefined : LAUNCH_NEEDS[launch.state];
  if (launchNeeds !== undefined) return { text: launchNeeds, since: activity.since };
  if (activity.state === 'blocked') return { text: 'asks for permission, which only a person can give', since: activity.since };
  return activity.state === 'waiting_input' ? { text: 'asks something in its terminal', since: activity.since } : null;
}

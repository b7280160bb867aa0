import type { AgentRequest, LaunchFacts, SessionFacts } from '@ao/domain';
import type { Reaction } from '../observation/reaction.ts';
import { LAUNCH_DIALOGS } from './launch-progress.ts';

/** What follows from the difference between two states of the facts. The same facts have no reactions. */
export function reactionsBetween(before: SessionFacts, after: SessionFacts): readonly Reaction[] {
  if (before === after) return [];
  const reactions: Reaction[] = [];
  if (before.phase !== after.phase) reactions.push({ type: 'phase_changed', from: before.phase, to: after.phase });
  reactions.push(...launchReactions(before.launch, after.launch), ...activityReactions(before, after), ...requestReactions(before, after));
  if (after.agentSessionId !== null && before.agentSessionId !== after.agentSessionId) {
    reactions.push({ type: 'conversation_learned', agentSessionId: after.agentSessionId });
  }
  if (before.end === null && after.end !== null) reactions.push({ type: 'session_ended', end: after.end, exit: after.exit });
  return reactions;
}

function launchReactions(before: LaunchFacts | null, after: LaunchFacts | null): readonly Reaction[] {
  if (after === null || before === after) return [];
  const reactions: Reaction[] = [];
  const isNew = before?.id !== after.id;
  if (isNew) reactions.push({ type: 'launched', launchId: after.id });
  if (!isNew && before.state !== after.state) reactions.push({ type: 'launch_changed', from: before.state, to: after.state });
  if (after.state === 'ready' && (isNew || before.state !== 'ready')) reactions.push({ type: 'became_ready', launchId: after.id });
  if (after.lastOutputAt !== null && before?.lastOutputAt !== after.lastOutputAt) {
    reactions.push({ type: 'output_moved', at: after.lastOutputAt });
  }
  return reactions;
}

function activityReactions(before: SessionFacts, after: SessionFacts): readonly Reaction[] {
  const reactions: Reaction[] = [];
  const [from, to] = [before.activity.state, after.activity.state];
  if (from !== to) reactions.push({ type: 'activity_changed', from, to });
  if (from !== to && to === 'idle') reactions.push({ type: 'became_idle', at: after.activity.since });
  const asked = after.requests.find(({ id }) => !before.requests.some((known) => known.id === id));
  if (!needsPerson(before) && needsPerson(after)) reactions.push({ type: 'needs_person', text: after.activity.detail });
  else if (asked !== undefined && needsPerson(after)) reactions.push({ type: 'needs_person', text: asked.text });
  return reactions;
}

function requestReactions({ launch, requests }: SessionFacts, after: SessionFacts): readonly Reaction[] {
  if (launch === null || requests === after.requests) return [];
  const isOpen = (request: AgentRequest) => after.requests.some(({ id, channel }) => id === request.id && channel === request.channel);
  const over = requests.filter((request) => !isOpen(request));
  return over.map((request) => ({ type: 'request_over', launchId: launch.id, request }));
}

function needsPerson(facts: SessionFacts): boolean {
  if (facts.phase !== 'live') return false;
  const { state } = facts.activity;
  return state === 'blocked' || state === 'waiting_input' || (facts.launch !== null && LAUNCH_DIALOGS.has(facts.launch.state));
}

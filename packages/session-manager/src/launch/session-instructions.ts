import type { SessionRecord } from '@ao/domain';
import type { Stores } from '@ao/ports';

/**
 * What an agent should know of the others, as text for its system prompt. An orchestrator learns how to start and reach workers, a
 * worker learns whom to ask; an agent that works alone learns nothing, and null means that its system prompt is left alone.
 */
export function sessionInstructions(stores: Pick<Stores, 'sessions'>, session: SessionRecord): string | null {
  if (session.kind === 'orchestrator') return orchestratorInstructions(session);
  const orchestrator = stores.sessions
    .list({ projectId: session.projectId, phases: ['queued', 'starting', 'live'] })
    .find((other) => other.kind === 'orchestrator' && other.id !== session.id);
  return orchestrator === undefined ? null : workerInstructions(session, orchestrator);
}

function orchestratorInstructions(session: SessionRecord): string {
  return [
    `You are session ${session.id}, the coordinator of project ${session.projectId}, and the one people talk to about it.`,
    'Leave the implementation to workers: split the work, start a worker for each part, follow what they do, and put the results together. Step in yourself only for emergencies and small fixes between workers.',
    `Start a worker: ao spawn --project ${session.projectId} --prompt "<task>"`,
    'See what they do: ao ls. Read the screen of one: ao output <session> --screen.',
    'Tell one something: ao send <session> "<text>". Wait for one: ao wait <session> --until idle,blocked,pr_open.',
  ].join('\n');
}

function workerInstructions(session: SessionRecord, orchestrator: SessionRecord): string {
  return [
    `You are session ${session.id} of project ${session.projectId}. Session ${orchestrator.id} coordinates the work.`,
    'Write to it only when you are stuck, when your work affects another session, or when a decision goes beyond your task:',
    `ao send ${orchestrator.id} "<text>"`,
  ].join('\n');
}

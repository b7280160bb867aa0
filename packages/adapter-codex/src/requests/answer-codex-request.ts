import { answerHook } from '@ao/adapter-kit';
import type { AgentAnswerOutcome, AgentAnswerRequest, AgentReleaseRequest } from '@ao/ports';
import { codexDecision } from './codex-decision.ts';

/** Answers by the hook that waits at the pipe of the request. Codex shows no dialog meanwhile, so nobody else can have answered. */
export async function answerCodexRequest({ request, answer, spoolDirectory }: AgentAnswerRequest): Promise<AgentAnswerOutcome> {
  if (request.channel === null) return { type: 'gone', reason: 'no hook waits for it' };
  const decision = codexDecision(answer);
  if (decision === null) return { type: 'unavailable', reason: `Codex takes no "${answer.choice}" for this` };
  const outcome = await answerHook(spoolDirectory, request.channel, decision);
  if (outcome === 'gone') return { type: 'gone', reason: 'its hook waits no more; if Codex still asks, then in its terminal' };
  const isUnheard = answer.message !== null && answer.choice !== 'deny';
  return { type: 'given', evidence: isUnheard ? 'by its hook; words go with a denial only' : 'by its hook' };
}

/** Ends the hook that waits for an answer, without a decision: Codex asks in its terminal then. */
export async function releaseCodexRequest({ request, spoolDirectory }: AgentReleaseRequest): Promise<void> {
  if (request.channel !== null) await answerHook(spoolDirectory, request.channel, '');
}

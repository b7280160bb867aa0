import { answerHook } from '@ao/adapter-kit';
import type { AgentAnswerOutcome, AgentAnswerRequest, AgentReleaseRequest } from '@ao/ports';
import { readClaudeStatus } from '../status/read-claude-status.ts';
import { parseChannel } from './claude-channel.ts';
import { claudeDecision } from './claude-decision.ts';

/**
 * Answers by the hook that waits at the pipe of the request; Claude Code takes the dialog away then.
 *
 * Answering in the terminal does not end the hook, so whether a dialog still stands open is asked of the note Claude Code keeps.
 */
export async function answerClaudeRequest(request: AgentAnswerRequest): Promise<AgentAnswerOutcome> {
  const channel = parseChannel(request.request.channel);
  if (channel === null) return { type: 'gone', reason: 'no hook waits for it' };
  const decision = claudeDecision(request.request, request.answer, channel);
  if (decision === null) return { type: 'unavailable', reason: `Claude Code takes no "${request.answer.choice}" for this` };
  if (await isAnsweredElsewhere(request)) {
    await releaseClaudeRequest(request);
    return { type: 'gone', reason: 'it was answered in the terminal, or the turn ended' };
  }
  const outcome = await answerHook(request.spoolDirectory, channel.pipe, decision);
  if (outcome === 'gone') return { type: 'gone', reason: 'its hook waits no more' };
  const isUnheard = request.answer.message !== null && request.answer.choice !== 'deny';
  return { type: 'given', evidence: isUnheard ? 'by its hook; words go with a denial only' : 'by its hook' };
}

/** Ends the hook that waits for an answer, without a decision. */
export async function releaseClaudeRequest({ spoolDirectory, request }: AgentReleaseRequest): Promise<void> {
  const channel = parseChannel(request.channel);
  if (channel !== null) await answerHook(spoolDirectory, channel.pipe, '');
}

async function isAnsweredElsewhere(request: AgentAnswerRequest): Promise<boolean> {
  if (request.process === null) return false;
  const note = await readClaudeStatus({ ...request, process: request.process });
  if (note === null || note.type !== 'activity' || note.at <= request.request.askedAt) return false;
  return note.state === 'active' || note.state === 'idle';
}

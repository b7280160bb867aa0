import type { AgentRequest, RequestAnswer } from '@ao/domain';
import { QUESTION_TOOL } from '../hooks/tool-request.ts';
import type { ClaudeChannel } from './claude-channel.ts';
import { onlyQuestion } from './claude-question.ts';

/** Told to the model when a person denies something without a word. */
const DENIED = 'A person looked at this and did not allow it.';

/** The line a `PermissionRequest` hook prints to decide; null when the request has no such choice. */
export function claudeDecision(request: AgentRequest, answer: RequestAnswer, channel: ClaudeChannel): string | null {
  const decision = request.tool === QUESTION_TOOL ? answered(request, answer) : decided(answer, channel);
  return decision === null ? null : JSON.stringify({ hookSpecificOutput: { hookEventName: 'PermissionRequest', decision } });
}

function decided({ choice, message }: RequestAnswer, { rules }: ClaudeChannel): object | null {
  switch (choice) {
    case 'allow':
      return { behavior: 'allow' };
    case 'allow-always':
      return rules === null ? null : { behavior: 'allow', updatedPermissions: rules };
    case 'deny':
      return { behavior: 'deny', message: message ?? DENIED };
    default:
      return null;
  }
}

/** A question is answered by allowing its tool with the answers in its input. */
function answered(request: AgentRequest, { choice }: RequestAnswer): object | null {
  const input = parse(request.input);
  const question = onlyQuestion(input);
  const option = question?.options[Number(choice) - 1];
  if (question === null || option === undefined) return null;
  return { behavior: 'allow', updatedInput: { ...input, answers: { [question.question]: option.label } } };
}

function parse(input: string | null): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(input ?? 'null');
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : null;
  } catch {
    return null;
  }
}

import { answerHook } from '@ao/adapter-kit';
import type { AgentAnswerOutcome, AgentAnswerRequest, AgentReleaseRequest } from '@ao/ports';

/** Answers by the hook that waits at the pipe of the request. */
export async function answerScriptedRequest({ request, answer, spoolDirectory }: AgentAnswerRequest): Promise<AgentAnswerOutcome> {
  if (request.channel === null) return { type: 'gone', reason: 'no hook waits for it' };
  const decision = decisionOf(request.input, answer.choice, answer.message);
  const line = JSON.stringify({ hookSpecificOutput: { hookEventName: 'PermissionRequest', decision } });
  const outcome = await answerHook(spoolDirectory, request.channel, line);
  return outcome === 'given' ? { type: 'given', evidence: 'by its hook' } : { type: 'gone', reason: 'its hook waits no more' };
}

/** Ends the hook that waits, without a decision. */
export async function releaseScriptedRequest({ request, spoolDirectory }: AgentReleaseRequest): Promise<void> {
  if (request.channel !== null) await answerHook(spoolDirectory, request.channel, '');
}

function decisionOf(input: string | null, choice: string, message: string | null): object {
  if (choice === 'allow') return { behavior: 'allow' };
  if (choice === 'deny') return { behavior: 'deny', ...(message === null ? {} : { message }) };
  const asked = JSON.parse(input ?? '{}') as {
    readonly questions?: readonly { readonly question: string; readonly options: readonly { readonly label: string }[] }[];
  };
  const [first] = asked.questions ?? [];
  const label = first?.options[Number(choice) - 1]?.label ?? '';
  return { behavior: 'allow', updatedInput: { ...asked, answers: { [first?.question ?? '']: label } } };
}

import type { AgentRequest, SessionRecord } from '@ao/domain';
import { shownRequest } from '../reduce/open-requests.ts';

/** The open request a person is asked to answer first; null when none is known as data. */
export function requestInFront(record: SessionRecord): AgentRequest | null {
  return shownRequest(record) ?? record.requests[0] ?? null;
}

/** The command that answers a request; null when that is possible in the terminal only. */
export function answerCommand(record: SessionRecord, request: AgentRequest): string | null {
  if (request.choices.length === 0) return null;
  const choices = request.choices.map(({ id }) => id).join('|');
  const which = record.requests.length > 1 ? ` --request ${request.id}` : '';
  return `ao session answer ${record.id} ${choices}${which}`;
}

/** What is asked, in a few words for a list: `allow Bash: npm test?`. */
export function requestWords(request: AgentRequest): string {
  const isOfTool = request.kind === 'permission' && request.tool !== null && request.text.startsWith(request.tool);
  return isOfTool ? `allow ${request.text}?` : request.text;
}

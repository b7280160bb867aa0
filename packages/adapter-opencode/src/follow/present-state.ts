import type { AgentRequest } from '@ao/domain';
import type { AgentContact } from '@ao/ports';
import type { PresentState } from '../events/conversation-reader.ts';
import { requestOfPermission, requestOfQuestion } from '../events/opencode-requests.ts';
import type { LaunchNote } from '../launch/launch-note.ts';
import { findConversation, readStatus } from '../server/find-conversation.ts';
import { callOpencode } from '../server/opencode-call.ts';
import { readMessages } from '../server/read-messages.ts';
import { readRequests } from '../server/read-requests.ts';
import { fitting, sessionSchema } from '../server/server-documents.ts';

/**
 * What is so now. Asked for while the events are already being collected, so that nothing falls between.
 *
 * @throws OpencodeCallError when the server does not answer.
 */
export async function readPresentState(
  note: LaunchNote,
  contact: AgentContact,
  now: () => number,
  signal: AbortSignal,
): Promise<PresentState> {
  const at = now();
  const conversation = await findConversation(note, contact, signal);
  const requests = await openRequests(note, at, signal);
  if (conversation === null)
    return { at, conversationId: null, isUntouched: false, childIds: [], status: { type: 'idle' }, requests, messages: [] };
  const { id } = conversation;
  const children = await callOpencode(note, { method: 'GET', path: `/session/${encodeURIComponent(id)}/children` }, signal);
  const messages = await readMessages(note, id, signal);
  return {
    at,
    conversationId: id,
    isUntouched: messages.length === 0,
    childIds: fitting(sessionSchema, children.document).map((child) => child.id),
    status: await readStatus(note, id, signal),
    requests,
    messages: messages.filter(({ info }) => (info.time?.created ?? 0) >= note.plannedAt),
  };
}

async function openRequests(note: LaunchNote, at: number, signal: AbortSignal): Promise<readonly AgentRequest[]> {
  const { permissions, questions } = await readRequests(note, signal);
  return [...permissions.map((asked) => requestOfPermission(asked, at)), ...questions.map((asked) => requestOfQuestion(asked, at))];
}

import type { AgentContact } from '@ao/ports';
import { type LaunchNote, readLaunchNote } from '../launch/launch-note.ts';
import { findConversation } from '../server/find-conversation.ts';
import { callOpencode, OpencodeCallError } from '../server/opencode-call.ts';
import { readRequests } from '../server/read-requests.ts';

/**
 * Stops the turn, with its sub-agents. What was queued behind it waits for the next prompt. A dialog that stood open is taken away
 * too: opencode leaves it standing, though nobody waits for the answer.
 */
export async function interruptTurn(contact: AgentContact, signal?: AbortSignal): Promise<boolean> {
  const note = await readLaunchNote(contact.privateDirectory, contact.launchId);
  if (note === null) return false;
  try {
    const conversation = await findConversation(note, contact, signal);
    if (conversation === null) return false;
    const path = `/session/${encodeURIComponent(conversation.id)}/abort`;
    const { status } = await callOpencode(note, { method: 'POST', path }, signal);
    if (status !== 200) return false;
    await rejectLeftRequests(note, signal);
    return true;
  } catch (error) {
    if (error instanceof OpencodeCallError) return false;
    throw error;
  }
}

async function rejectLeftRequests(note: LaunchNote, signal: AbortSignal | undefined): Promise<void> {
  const { left } = await readRequests(note, signal);
  for (const id of left.permissions) {
    await callOpencode(note, { method: 'POST', path: `/permission/${encodeURIComponent(id)}/reply`, body: { reply: 'reject' } }, signal);
  }
  for (const id of left.questions) await callOpencode(note, { method: 'POST', path: `/question/${encodeURIComponent(id)}/reject` }, signal);
}

import type { AgentContact } from '@ao/ports';
import { readLaunchNote } from '../launch/launch-note.ts';
import { findConversation } from '../server/find-conversation.ts';
import { callOpencode, OpencodeCallError } from '../server/opencode-call.ts';

/** Stops the turn, with its sub-agents and whatever it asks. What was queued behind it waits for the next prompt. */
export async function interruptTurn(contact: AgentContact, signal?: AbortSignal): Promise<boolean> {
  const note = await readLaunchNote(contact.privateDirectory, contact.launchId);
  if (note === null) return false;
  try {
    const conversation = await findConversation(note, contact, signal);
    if (conversation === null) return false;
    const path = `/session/${encodeURIComponent(conversation.id)}/abort`;
    return (await callOpencode(note, { method: 'POST', path }, signal)).status === 200;
  } catch (error) {
    if (error instanceof OpencodeCallError) return false;
    throw error;
  }
}

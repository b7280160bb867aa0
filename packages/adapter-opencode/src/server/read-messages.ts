import { z } from 'zod';
import type { LaunchNote } from '../launch/launch-note.ts';
import { callOpencode } from './opencode-call.ts';
import { fitting, messageSchema, partSchema } from './server-documents.ts';

/** Enough to hold what was sent while nobody listened; a long turn has one message for every step. */
const NEWEST_MESSAGES = 40;

const withPartsSchema = z.looseObject({ info: messageSchema, parts: z.array(z.unknown()).catch([]) });

/** The newest messages of a conversation, oldest first. */
export async function readMessages(note: LaunchNote, conversationId: string, signal?: AbortSignal) {
  const path = `/session/${encodeURIComponent(conversationId)}/message?limit=${NEWEST_MESSAGES}`;
  const { document } = await callOpencode(note, { method: 'GET', path }, signal);
  return fitting(withPartsSchema, document).map(({ info, parts }) => ({ info, parts: fitting(partSchema, parts) }));
}

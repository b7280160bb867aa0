import { realpath } from 'node:fs/promises';
import { z } from 'zod';
import type { AgentContact } from '@ao/ports';
import type { LaunchNote } from '../launch/launch-note.ts';
import { callOpencode } from './opencode-call.ts';
import { fitting, type OpencodeSession, sessionSchema, type SessionStatus, statusSchema } from './server-documents.ts';

/**
 * The conversation the terminal of a launch works in: the one that is known, else the newest that was begun in the worktree since
 * the launch was planned; null when there is none yet.
 *
 * @throws OpencodeCallError when the server does not answer.
 */
export async function findConversation(
  note: LaunchNote,
  contact: Pick<AgentContact, 'agentSessionId' | 'worktreePath'>,
  signal?: AbortSignal,
): Promise<OpencodeSession | null> {
  if (contact.agentSessionId !== null) {
    const path = `/session/${encodeURIComponent(contact.agentSessionId)}`;
    const { status, document } = await callOpencode(note, { method: 'GET', path }, signal);
    const known = status === 200 ? sessionSchema.safeParse(document).data : undefined;
    if (known !== undefined) return known;
  }
  const { document } = await callOpencode(note, { method: 'GET', path: `/session?roots=true&start=${note.plannedAt}` }, signal);
  const folders = [contact.worktreePath, await realpath(contact.worktreePath).catch(() => contact.worktreePath)];
  const begun = fitting(sessionSchema, document).filter(
    ({ parentID, directory, time }) =>
      parentID === undefined && folders.includes(directory ?? '') && (time?.created ?? 0) >= note.plannedAt,
  );
  return begun.toSorted((one, other) => (other.time?.created ?? 0) - (one.time?.created ?? 0))[0] ?? null;
}

/** What conversations do now. One that nothing is told of rests. */
export async function readStatuses(note: LaunchNote, signal?: AbortSignal): Promise<ReadonlyMap<string, SessionStatus>> {
  const { document } = await callOpencode(note, { method: 'GET', path: '/session/status' }, signal);
  const told = Object.entries(z.record(z.string(), z.unknown()).safeParse(document).data ?? {});
  return new Map(
    told.flatMap(([id, value]) => {
      const status = statusSchema.safeParse(value).data;
      return status === undefined ? [] : [[id, status] as const];
    }),
  );
}

/** What one conversation does now. */
export async function readStatus(note: LaunchNote, conversationId: string, signal?: AbortSignal): Promise<SessionStatus> {
  return (await readStatuses(note, signal)).get(conversationId) ?? { type: 'idle' };
}

import type { LaunchNote } from '../launch/launch-note.ts';
import { readStatuses } from './find-conversation.ts';
import { callOpencode } from './opencode-call.ts';
import { fitting, type PermissionAsked, permissionSchema, type QuestionAsked, questionSchema } from './server-documents.ts';

/** What a server lists as asked. */
export interface ListedRequests {
  readonly permissions: readonly PermissionAsked[];
  readonly questions: readonly QuestionAsked[];
  /** Ids of those nobody waits for: an interrupt ends the turn, but not its dialogs. */
  readonly left: { readonly permissions: readonly string[]; readonly questions: readonly string[] };
}

/** Reads what is asked, and tells apart what is left over from turns that have ended: their conversations rest. */
export async function readRequests(note: LaunchNote, signal?: AbortSignal): Promise<ListedRequests> {
  const permissions = fitting(permissionSchema, (await callOpencode(note, { method: 'GET', path: '/permission' }, signal)).document);
  const questions = fitting(questionSchema, (await callOpencode(note, { method: 'GET', path: '/question' }, signal)).document);
  if (permissions.length + questions.length === 0) return { permissions, questions, left: { permissions: [], questions: [] } };
  const statuses = await readStatuses(note, signal);
  const isLeft = ({ sessionID }: { readonly sessionID: string }): boolean => (statuses.get(sessionID)?.type ?? 'idle') === 'idle';
  return {
    permissions: permissions.filter((asked) => !isLeft(asked)),
    questions: questions.filter((asked) => !isLeft(asked)),
    left: { permissions: permissions.filter(isLeft).map(({ id }) => id), questions: questions.filter(isLeft).map(({ id }) => id) },
  };
}

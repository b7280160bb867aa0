import { runCommand } from '@ao/adapter-kit';
import { z } from 'zod';
import { fitting } from '../server/server-documents.ts';
import { type Environment, quietVariables } from './opencode-environment.ts';

const CONVERSATION_ID = /^ses_[0-9A-Za-z]+$/;
const LIST_WITHIN_MS = 20_000;
/** Only the newest are told unless more are asked for. */
const LISTED_MAX = '100000';

/** Where conversations are looked for. */
export interface ConversationSearch {
  readonly program: string;
  readonly env: Environment;
  /** A folder of the repository: conversations belong to the repository, whatever worktree they were held in. */
  readonly directory: string;
}

/**
 * Whether a conversation can be resumed. `--session` ends with an error on one that does not exist, and the interface that could
 * be asked runs only when it does.
 */
export async function isKnownConversation(search: ConversationSearch, conversationId: string, signal?: AbortSignal): Promise<boolean> {
  if (!CONVERSATION_ID.test(conversationId)) return false;
  const { program, env, directory } = search;
  const result = await runCommand({
    argv: [program, 'session', 'list', '--pure', '--format', 'json', '--max-count', LISTED_MAX],
    cwd: directory,
    env: { ...env, ...quietVariables(env) },
    timeoutMs: LIST_WITHIN_MS,
    maxOutputBytes: 64 * 1024 * 1024,
    signal,
  });
  signal?.throwIfAborted();
  return idsIn(result.stdout).includes(conversationId);
}

function idsIn(text: string): readonly string[] {
  try {
    const document: unknown = JSON.parse(text);
    return fitting(z.looseObject({ id: z.string() }), document).map(({ id }) => id);
  } catch {
    return [];
  }
}

import { createHash, timingSafeEqual } from 'node:crypto';
import { type ProjectId, type SessionId, splitSessionId } from '@ao/domain';
import type { AccessCheck } from './caller.ts';

/** What {@link createTokenAccess} needs. */
export interface TokenAccessOptions {
  /** The daemon's main token, as in the run file. */
  readonly token: string;
  /** The session a session token belongs to; null when it is none. Must compare in constant time. */
  readonly sessionOf: (token: string) => SessionId | null;
  /** Whether the agent of a session may command others of its project; asked for every request, so that a change counts at once. */
  readonly mayCommand: (sessionId: SessionId, projectId: ProjectId) => boolean;
}

/** Recognises the main token and session tokens, without telling by time how much of a guess was right. */
export function createTokenAccess(options: TokenAccessOptions): AccessCheck {
  const expected = digest(options.token);
  return {
    identify(token) {
      if (options.token !== '' && timingSafeEqual(digest(token), expected)) return { kind: 'person' };
      const sessionId = options.sessionOf(token);
      const projectId = sessionId === null ? undefined : splitSessionId(sessionId)?.projectId;
      if (sessionId === null || projectId === undefined) return null;
      return { kind: 'session', sessionId, projectId, mayCommand: options.mayCommand(sessionId, projectId) };
    },
  };
}

/** Digests have equal lengths whatever was sent, so that not even the length of the token can be learned. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

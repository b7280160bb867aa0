import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { readPlainFile, writePrivateFile } from '@ao/adapter-kit';
import { AoError, isSessionId, type SessionId } from '@ao/domain';

const SECRET_BYTES = 32;
const SECRET_TEXT = new RegExp(`^[0-9a-f]{${SECRET_BYTES * 2}}$`);
const PREFIX = 'aos';

/** Gives each session a token of its own and recognises it again, also after a restart of the daemon. */
export interface SessionTokens {
  tokenFor(sessionId: SessionId): string;
  /** The session a token belongs to; null when it is not one of ours. */
  sessionOf(token: string): SessionId | null;
}

/** Tokens computed from a secret, so that none has to be stored: agents outlive the daemon, and so must their tokens. */
export function createSessionTokens(secret: Uint8Array): SessionTokens {
  function tokenFor(sessionId: SessionId): string {
    const proof = createHmac('sha256', secret).update(`session:${sessionId}`).digest('base64url');
    return `${PREFIX}.${sessionId}.${proof}`;
  }
  return {
    tokenFor,
    sessionOf(token) {
      const [prefix, sessionId, proof, ...rest] = token.split('.');
      if (prefix !== PREFIX || sessionId === undefined || proof === undefined || rest.length > 0 || !isSessionId(sessionId)) return null;
      return equalTexts(token, tokenFor(sessionId)) ? sessionId : null;
    },
  };
}

/** Compares two secrets without telling by the time it takes how much of them is equal. */
export function equalTexts(left: string, right: string): boolean {
  const a = Buffer.from(left);
  const b = Buffer.from(right);
  return a.length === b.length && timingSafeEqual(a, b);
}

/**
 * Reads the secret of a home, or makes one where there is none. The file is private; whoever can read it can speak for any session.
 *
 * One that is there but cannot be used is never replaced: the agents that run now would lose their access without anybody being told. It is
 * written whole or not at all, so not even an empty one is left over from a crash of ours.
 *
 * @throws AoError `SECRET_UNREADABLE`.
 */
export async function loadSecret(path: string): Promise<Uint8Array> {
  const stored = textOf(path);
  if (stored !== null) {
    if (!SECRET_TEXT.test(stored.trim())) throw unreadable(path, stored.trim() === '' ? 'it is empty' : 'it is damaged', undefined);
    return Buffer.from(stored.trim(), 'hex');
  }
  const secret = randomBytes(SECRET_BYTES);
  await writePrivateFile(path, `${secret.toString('hex')}\n`);
  return secret;
}

function textOf(path: string): string | null {
  try {
    return readPlainFile(path);
  } catch (error) {
    throw unreadable(path, error instanceof Error ? error.message : String(error), error);
  }
}

function unreadable(path: string, why: string, cause: unknown): AoError {
  return new AoError('SECRET_UNREADABLE', {
    message: `The secret that tokens of agents are made from cannot be read from ${path}: ${why}. Make the file readable, or restore it. Remove it only if you cannot: agents that run now then lose their access until they are restored.`,
    details: { path },
    cause,
  });
}

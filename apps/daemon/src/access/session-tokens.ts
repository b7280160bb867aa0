import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isSessionId, type SessionId } from '@ao/domain';
import { writePrivateFile } from './private-file.ts';

const SECRET_BYTES = 32;
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

/** Reads the secret of a home, or makes one. The file is private; whoever can read it can speak for any session. */
export function loadSecret(path: string): Uint8Array {
  try {
    const stored = readFileSync(path);
    if (stored.length === SECRET_BYTES) return stored;
  } catch {
    // There is none yet.
  }
  const secret = randomBytes(SECRET_BYTES);
  writePrivateFile(path, secret);
  return secret;
}

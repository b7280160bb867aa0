import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { isSessionId, type SessionId } from '@ao/domain';
import { writePrivateFile } from '@ao/adapter-kit';

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
export async function loadSecret(path: string): Promise<Uint8Array> {
  const stored = await readFile(path, 'utf8').then(
    (text) => Buffer.from(text.trim(), 'hex'),
    () => Buffer.alloc(0),
  );
  if (stored.length === SECRET_BYTES) return stored;
  const secret = randomBytes(SECRET_BYTES);
  await writePrivateFile(path, `${secret.toString('hex')}\n`);
  return secret;
}

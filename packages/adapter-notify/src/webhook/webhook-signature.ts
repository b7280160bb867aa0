import { createHmac } from 'node:crypto';

const BASE64_PREFIX = 'whsec_';

/** What is signed. */
export interface SignedContent {
  readonly id: string;
  /** Unix time in seconds. */
  readonly timestamp: number;
  readonly body: string;
}

/**
 * The value of `webhook-signature`, as the Standard Webhooks specification has it: `v1,` and the HMAC-SHA256 of `<id>.<timestamp>.<body>` in base64.
 *
 * @param secret - `whsec_` and the key in base64, or any other text, whose UTF-8 bytes are the key then.
 */
export function webhookSignature(secret: string, { id, timestamp, body }: SignedContent): string {
  const key = secret.startsWith(BASE64_PREFIX) ? Buffer.from(secret.slice(BASE64_PREFIX.length), 'base64') : Buffer.from(secret, 'utf8');
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}

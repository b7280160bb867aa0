import { createHmac, timingSafeEqual } from 'node:crypto';

const FORM = /^sha256=([0-9a-f]{64})$/;

/** Whether a header can be a signature at all: what cannot be is not worth reading a body for. */
export function looksSigned(header: string | undefined): header is string {
  return header !== undefined && FORM.test(header);
}

/** Whether `X-Hub-Signature-256` was made from this body with this secret. Takes the same time wherever it differs. */
export function isSignedWith(secret: string, body: Uint8Array, header: string): boolean {
  const given = FORM.exec(header)?.[1];
  if (given === undefined || secret === '') return false;
  return timingSafeEqual(Buffer.from(given, 'hex'), createHmac('sha256', secret).update(body).digest());
}

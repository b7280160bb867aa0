import { createHash } from 'node:crypto';
import type { LaunchId, SessionId } from '@ao/domain';

/** Any fixed value does: it keeps these ids apart from those other programs derive. */
const NAMESPACE = Buffer.from('5f0c6a5e2d8b4b7a9c1e3f60718293a4', 'hex');

const VERSION_BYTE = 6;
const VARIANT_BYTE = 8;

/**
 * The id a launch gives its conversation: a UUID (version 5) made from session and launch. Planning a launch twice plans the same
 * conversation; a new launch that starts afresh gets a new one, because Claude Code refuses an id it has used.
 */
export function conversationIdFor(sessionId: SessionId, launchId: LaunchId): string {
  const bytes = createHash('sha1').update(NAMESPACE).update(`${sessionId}/${launchId}`).digest().subarray(0, 16);
  bytes[VERSION_BYTE] = ((bytes[VERSION_BYTE] ?? 0) & 0x0f) | 0x50;
  bytes[VARIANT_BYTE] = ((bytes[VARIANT_BYTE] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

import type { SessionRecord } from '@ao/domain';
import type { NoticeRequest } from '@ao/ports';

/** What people are told about the end of a session; null when it was meant, or went well. */
export function sessionEndNotice({ id, end, exit, launch }: SessionRecord): NoticeRequest | null {
  if (end === null || launch === null) return null;
  const isFailure = end.reason === 'exited' && (exit === null || exit.code !== 0 || launch.state === 'crashed');
  if (end.reason !== 'lost' && !isFailure) return null;
  const text = end.message ?? (end.reason === 'lost' ? 'Its agent vanished.' : 'Its agent ended by itself.');
  return { key: `ended:${id}:${launch.id}`, kind: 'ended', priority: 'normal', sessionId: id, text, url: null };
}

import { AoError, type NoticeRecord } from '@ao/domain';
import type { NoticeBoard } from '../app/notice-board.ts';
import type { WebhookDesk } from '../app/webhook-desk.ts';

/** A notice that was told by one outlet. */
export function sampleNotice(id: number, changes: Partial<NoticeRecord> = {}): NoticeRecord {
  return {
    id,
    key: `needs_you:shop-1:l-1:tool-${id}`,
    kind: 'needs_you',
    priority: 'high',
    sessionId: 'shop-1' as NoticeRecord['sessionId'],
    projectId: 'shop' as NoticeRecord['projectId'],
    text: 'needs you: allow Bash: npm test?',
    url: null,
    raisedAt: 5_000 + id,
    readAt: null,
    withdrawnAt: null,
    deliveries: [
      { outlet: 'desk', state: 'delivered', attempts: 1, notBefore: null, hold: null, dispatchId: 'd-1', updatedAt: 6_000, detail: null },
    ],
    ...changes,
  };
}

/** Notices in memory. */
export function createMemoryNotices(): NoticeBoard {
  const notices = new Map([1, 2].map((id) => [id, sampleNotice(id)]));
  return {
    list: ({ unread, sessionId, limit }) =>
      [...notices.values()]
        .reverse()
        .filter((notice) => (!unread || notice.readAt === null) && (sessionId === undefined || notice.sessionId === sessionId))
        .slice(0, limit),
    markRead(ids) {
      const wanted = ids ?? [...notices.keys()];
      if (wanted.some((id) => !notices.has(id))) throw new AoError('NOTICE_NOT_FOUND');
      for (const id of wanted) notices.set(id, sampleNotice(id, { readAt: 9_000 }));
      return wanted.length;
    },
    async test(outlet) {
      if (outlet !== null && outlet !== 'desk') throw new AoError('OUTLET_NOT_FOUND');
      return [{ outlet: 'desk', kind: 'desktop', state: 'delivered', detail: null }];
    },
  };
}

/** Takes every webhook, and keeps what it got. */
export interface RecordingDesk extends WebhookDesk {
  readonly received: { readonly body: string; readonly event: string | undefined; readonly signature: string | undefined }[];
}

export function createRecordingDesk(): RecordingDesk {
  const received: RecordingDesk['received'] = [];
  return {
    received,
    async receive({ readBody, event, signature }) {
      received.push({ body: Buffer.from(await readBody()).toString('utf8'), event, signature });
      return 'accepted';
    },
    setUp: async ({ rotate }) => ({ secret: 'whs-1', source: 'file', created: rotate, events: ['pull_request'], hosts: ['tunnel.test'] }),
  };
}

import { AoError } from '@ao/domain';
import type { NoticeBoard } from '@ao/httpd';
import type { Notifications } from '@ao/notifications';
import type { Clock, Stores } from '@ao/ports';

/** Notices as clients see them. */
export function createNoticeBoard(options: {
  readonly stores: Pick<Stores, 'notices'>;
  readonly notifications: Pick<Notifications, 'test'>;
  readonly clock: Pick<Clock, 'now'>;
}): NoticeBoard {
  const { notices } = options.stores;
  return {
    list: (query) => notices.list(query),
    markRead(ids) {
      const missing = ids?.find((id) => notices.get(id) === null);
      if (missing !== undefined) {
        const message = `There is no notice ${missing}. List them with \`ao notices\`.`;
        throw new AoError('NOTICE_NOT_FOUND', { message, details: { id: missing } });
      }
      return notices.markRead(ids, options.clock.now());
    },
    async test(outlet, signal) {
      const trials = await options.notifications.test(outlet, signal);
      return trials.map(({ outcome, ...trial }) => ({
        ...trial,
        state: outcome.state,
        detail: outcome.state === 'delivered' ? null : outcome.detail,
      }));
    },
  };
}

import type { NoticeDelivery } from '@ao/domain';
import type { NoticeStore } from '@ao/ports';
import type { NotificationSetup } from './settings/notification-settings.ts';

/** How an outlet does. */
export interface OutletReport {
  readonly outlet: string;
  readonly kind: string;
  /** How many notices wait for it. */
  readonly waiting: number;
  /** The newest delivery that ended there; null when there was none lately. */
  readonly last: Pick<NoticeDelivery, 'state' | 'detail' | 'updatedAt'> | null;
}

/** Looks at every outlet. */
export function reportOutlets({ outlets }: NotificationSetup, notices: NoticeStore): readonly OutletReport[] {
  const open = notices.listOpenDeliveries();
  return outlets.map(({ outlet }) => {
    const ended = notices.listEndedDeliveries(outlet.name, 20).find(({ delivery }) => delivery.state !== 'withdrawn');
    const waiting = open.filter(({ delivery }) => delivery.outlet === outlet.name).length;
    return { outlet: outlet.name, kind: outlet.kind, waiting, last: ended?.delivery ?? null };
  });
}

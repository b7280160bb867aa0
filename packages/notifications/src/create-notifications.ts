import { AoError } from '@ao/domain';
import type { Clock, IdentifierSource, Logger, LongLived, NoticeOutcome, Notices, Stores } from '@ao/ports';
import { createDeliveryLoop } from './delivery/delivery-loop.ts';
import { attempt } from './delivery/outlet-lane.ts';
import { cleanKey, cleanNotice } from './notices/clean-notice.ts';
import { type OutletReport, reportOutlets } from './outlet-report.ts';
import type { NotificationSetupSource } from './settings/notification-settings.ts';
import { isTroubleOf, outletTrouble } from './trouble/outlet-trouble.ts';

/** What came of trying an outlet. */
export interface OutletTrial {
  readonly outlet: string;
  readonly kind: string;
  readonly outcome: NoticeOutcome;
}

/** What people should know, and how they are told. */
export interface Notifications extends Notices {
  /** Brings notices to outlets while it runs. */
  readonly delivery: LongLived;
  /** How each outlet does. */
  report(): readonly OutletReport[];
  /**
   * Tries outlets with a message of their own, past all rules; nothing is stored.
   *
   * @param name - null: all of them.
   * @throws AoError `OUTLET_NOT_FOUND`.
   */
  test(name: string | null, signal: AbortSignal): Promise<readonly OutletTrial[]>;
}

/** What notifications need. */
export interface NotificationsOptions {
  readonly stores: Pick<Stores, 'notices' | 'transaction'>;
  readonly setup: NotificationSetupSource;
  readonly clock: Clock;
  readonly identifiers: Pick<IdentifierSource, 'create'>;
  readonly logger: Logger;
}

/** Makes the engine. Notices are stored from now on; they are delivered while `delivery` runs. */
export function createNotifications(options: NotificationsOptions): Notifications {
  const { stores, setup, clock, identifiers } = options;
  const loop = createDeliveryLoop({ ...options, onEnd });

  function raise(request: Parameters<Notices['raise']>[0]): boolean {
    const isNew = stores.notices.raise({ ...cleanNotice(request), raisedAt: clock.now() }) !== null;
    if (isNew) loop.wake();
    return isNew;
  }

  function withdraw(key: string): void {
    if (stores.notices.withdraw(cleanKey(key), clock.now()) !== null) loop.wake();
  }

  /** Trouble of an outlet is told once, by the others, and has passed when something gets through. */
  function onEnd(outlet: string, { dispatchId, failure }: { readonly dispatchId: string; readonly failure: string | null }): void {
    const standing = stores.notices.listStanding('trouble').filter(({ key }) => isTroubleOf(outlet, key));
    if (failure === null) for (const { key } of standing) withdraw(key);
    else if (standing.length === 0) raise(outletTrouble(outlet, dispatchId, failure));
  }

  return {
    raise,
    withdraw,
    delivery: loop,
    report: () => reportOutlets(setup.current(), stores.notices),
    async test(name, signal) {
      const chosen = setup.current().outlets.filter(({ outlet }) => name === null || outlet.name === name);
      if (name !== null && chosen.length === 0) throw new AoError('OUTLET_NOT_FOUND', { details: { outlet: name } });
      return Promise.all(
        chosen.map(async ({ outlet }) => {
          const words = { title: 'ao', text: `This is how ao tells you something, by ${outlet.name}.` };
          const dispatch = {
            id: identifiers.create('d-'),
            kind: 'test',
            attempt: 1,
            at: clock.now(),
            ...words,
            notices: [],
            more: 0,
          } as const;
          return { outlet: outlet.name, kind: outlet.kind, outcome: await attempt(outlet, dispatch, signal) };
        }),
      );
    },
  };
}

import type { DurationMs } from '@ao/domain';
import type { Clock, IdentifierSource, Logger, LongLived, OpenDelivery, Stores, Timer } from '@ao/ports';
import { chooseOutlets } from '../rules/choose-outlets.ts';
import { isQuietAt } from '../rules/quiet-hours.ts';
import type { ConfiguredOutlet, NotificationSetupSource } from '../settings/notification-settings.ts';
import { createOutletLane, type OutletLaneOptions } from './outlet-lane.ts';
import { planOutlet } from './plan-outlet.ts';
import { createRateWindow, type RateWindow } from './rate-window.ts';

/** So many notices get their outlets in one go. */
const ROUTED_AT_ONCE = 200;

/** What the loop needs. */
export interface DeliveryLoopOptions {
  readonly stores: Pick<Stores, 'notices' | 'transaction'>;
  readonly setup: NotificationSetupSource;
  readonly clock: Clock;
  readonly identifiers: Pick<IdentifierSource, 'create'>;
  readonly logger: Logger;
  readonly onEnd: OutletLaneOptions['onEnd'];
}

/** Brings notices to outlets. */
export interface DeliveryLoop extends LongLived {
  /** Something has changed: look again, once the present call is over. */
  wake(): void;
  drain(signal: AbortSignal): Promise<void>;
}

/** Makes the loop: one dispatch at a time for each outlet, all outlets side by side. */
export function createDeliveryLoop(options: DeliveryLoopOptions): DeliveryLoop {
  const { stores, setup, clock, logger } = options;
  const lane = createOutletLane(options);
  const windows = new Map<string, RateWindow>();
  const busy = new Map<string, Promise<void>>();
  let running: AbortSignal | null = null;
  let timer: Timer | null = null;
  let isWoken = false;

  function wake(): void {
    if (isWoken || running === null) return;
    isWoken = true;
    // Later: whoever raises a notice may be in the middle of a transaction.
    void Promise.resolve().then(turn);
  }

  function turn(): void {
    isWoken = false;
    if (running === null || running.aborted) return;
    timer?.cancel();
    timer = null;
    try {
      route();
      const lookAgainMs = dispatchAll(running);
      if (lookAgainMs !== null) timer = clock.setTimer(lookAgainMs, wake);
    } catch (error) {
      logger.error('notices could not be looked after', { error });
      timer = clock.setTimer(60_000, wake);
    }
  }

  function route(): void {
    const current = setup.current();
    for (
      let unrouted = stores.notices.listUnrouted(ROUTED_AT_ONCE);
      unrouted.length > 0;
      unrouted = stores.notices.listUnrouted(ROUTED_AT_ONCE)
    ) {
      stores.transaction(() => {
        for (const notice of unrouted) stores.notices.route(notice.id, chooseOutlets(notice, current), clock.now());
      });
    }
  }

  function dispatchAll(signal: AbortSignal): DurationMs | null {
    const { outlets, problem } = setup.current();
    const byOutlet = new Map<string, OpenDelivery[]>();
    for (const open of stores.notices.listOpenDeliveries()) {
      const { outlet } = open.delivery;
      byOutlet.set(outlet, [...(byOutlet.get(outlet) ?? []), open]);
    }
    const looks: DurationMs[] = [];
    for (const [name, opens] of byOutlet) {
      const configured = outlets.find(({ outlet }) => outlet.name === name);
      // While the settings cannot be read, nobody knows whether the outlet is gone for good.
      if (configured === undefined && problem === null) giveUpMissing(opens);
      const lookAgainMs = configured === undefined || busy.has(name) ? null : dispatch(configured, opens, signal);
      if (lookAgainMs !== null) looks.push(lookAgainMs);
    }
    return looks.length === 0 ? null : Math.max(1, Math.min(...looks));
  }

  function dispatch({ outlet, rules }: ConfiguredOutlet, opens: readonly OpenDelivery[], signal: AbortSignal): DurationMs | null {
    const now = clock.now();
    const { settings } = setup.current();
    const isQuiet = isQuietAt(now, settings.quietHours);
    const window = windowOf(outlet.name);
    const plan = planOutlet({
      waiting: opens.filter(({ delivery }) => delivery.state === 'waiting'),
      now,
      quiet: { usual: isQuiet, high: isQuiet && !settings.highPasses },
      rateWaitMs: window.waitMs(rules.rateLimit),
    });
    if (plan.hold.length > 0) {
      stores.transaction(() => {
        for (const { open, hold } of plan.hold) stores.notices.putDelivery(open.notice.id, { ...open.delivery, hold, updatedAt: now });
      });
    }
    if (plan.send.length === 0) return plan.lookAgainMs;
    if (plan.send[0]?.delivery.attempts === 0) window.count();
    const handed = lane.handOver(outlet, plan.send, signal).catch((error: unknown) => {
      logger.error('a notice could not be handed over', { outlet: outlet.name, error });
    });
    busy.set(
      outlet.name,
      handed.then(() => {
        busy.delete(outlet.name);
        wake();
      }),
    );
    return null;
  }

  function giveUpMissing(opens: readonly OpenDelivery[]): void {
    const gone = { state: 'failed', notBefore: null, detail: 'The outlet was removed from the settings.', updatedAt: clock.now() } as const;
    stores.transaction(() => {
      for (const { notice, delivery } of opens) stores.notices.putDelivery(notice.id, { ...delivery, ...gone });
    });
  }

  /** What the last process was handing over when it ended goes again, under the same id. */
  function recover(): void {
    stores.transaction(() => {
      for (const { notice, delivery } of stores.notices.listOpenDeliveries()) {
        if (delivery.state !== 'sending') continue;
        const state = notice.withdrawnAt === null ? 'waiting' : 'withdrawn';
        stores.notices.putDelivery(notice.id, { ...delivery, state, notBefore: null, updatedAt: clock.now() });
      }
    });
  }

  function windowOf(outlet: string): RateWindow {
    const window = windows.get(outlet) ?? createRateWindow(() => clock.monotonic());
    windows.set(outlet, window);
    return window;
  }

  return {
    name: 'notices',
    wake,
    async run(signal) {
      recover();
      running = signal;
      const changes = setup.onChange(wake);
      try {
        wake();
        await aborted(signal);
      } finally {
        running = null;
        timer?.cancel();
        changes.close();
        await Promise.all(busy.values());
      }
    },
    async drain(signal) {
      await Promise.race([Promise.all(busy.values()), aborted(signal)]);
    },
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

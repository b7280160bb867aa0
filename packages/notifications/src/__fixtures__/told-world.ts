import { randomUUID } from 'node:crypto';
import type { NoticePriority } from '@ao/domain';
import type { NoticeDispatch, NoticeOutcome, NoticeOutletV1, NoticeRequest, Stores } from '@ao/ports';
import { createFakeClock, createInMemoryStores, createRecordingLogger } from '@ao/testing';
import { createNotifications } from '../create-notifications.ts';
import {
  DEFAULT_NOTIFICATION_SETTINGS,
  DEFAULT_OUTLET_RULES,
  type NotificationSetup,
  type NotificationSetupSource,
  type NotificationSettings,
  type OutletRules,
} from '../settings/notification-settings.ts';

/** Monday, 23 November 2026, noon UTC. */
export const NOON = Date.UTC(2026, 10, 23, 12);

/** An outlet that writes down what it gets, and answers what it is told to. */
export interface RecordingOutlet extends NoticeOutletV1 {
  readonly taken: NoticeDispatch[];
  /** Answers of the next attempts; when they are used up, everything is delivered. A promise is waited for. */
  answers: (NoticeOutcome | Promise<NoticeOutcome>)[];
  /** What it told people, in short. */
  words(): readonly string[];
}

export function recordingOutlet(name: string, attemptsMax = 5): RecordingOutlet {
  const taken: NoticeDispatch[] = [];
  const outlet: RecordingOutlet = {
    specificationVersion: 'notice-outlet-v1',
    name,
    kind: 'recording',
    attemptsMax,
    taken,
    answers: [],
    words: () => taken.map(({ title, text }) => `${title} | ${text}`),
    async deliver(dispatch) {
      taken.push(dispatch);
      return outlet.answers.shift() ?? { state: 'delivered' };
    },
  };
  return outlet;
}

export const refused = (detail = 'It said no.', changes: { readonly isFinal?: boolean; readonly retryAfterMs?: number } = {}): NoticeOutcome => ({
  state: 'refused',
  isFinal: false,
  detail,
  retryAfterMs: null,
  ...changes,
});

/** Settings that a test can change. */
export interface ChangeableSetup extends NotificationSetupSource {
  set(changes: Partial<NotificationSetup>): void;
}

export function changeableSetup(setup: NotificationSetup): ChangeableSetup {
  let current = setup;
  const listeners = new Set<() => void>();
  return {
    current: () => current,
    onChange(listener) {
      listeners.add(listener);
      return { close: () => void listeners.delete(listener) };
    },
    set(changes) {
      current = { ...current, ...changes };
      for (const listener of listeners) listener();
    },
  };
}

export interface ToldOptions {
  readonly outlets?: readonly NoticeOutletV1[];
  readonly rules?: Partial<OutletRules>;
  readonly settings?: Partial<NotificationSettings>;
  readonly stores?: Stores;
  readonly startAt?: number;
}

/** The engine over stores in memory, with a clock that stands still. */
export function toldWorld(options: ToldOptions = {}) {
  const clock = createFakeClock(options.startAt ?? NOON);
  const logger = createRecordingLogger();
  const stores = options.stores ?? createInMemoryStores({ clock });
  const outlets = options.outlets ?? [recordingOutlet('desk')];
  const rules = { ...DEFAULT_OUTLET_RULES, ...options.rules };
  const setup = changeableSetup({
    settings: { ...DEFAULT_NOTIFICATION_SETTINGS, ...options.settings },
    outlets: outlets.map((outlet) => ({ outlet, rules })),
    problem: null,
  });
  const start = () => {
    const stopping = new AbortController();
    const notifications = createNotifications({ stores, setup, clock, identifiers: { create: (prefix) => `${prefix}${randomUUID()}` }, logger });
    const ended = notifications.delivery.run(stopping.signal);
    return { notifications, stop: () => (stopping.abort(), ended) };
  };
  return { clock, logger, stores, setup, start, ...start() };
}

export function notice(key: string, changes: Partial<NoticeRequest> = {}): NoticeRequest {
  return { key, kind: 'report', priority: 'normal' satisfies NoticePriority, sessionId: null, text: `text of ${key}`, url: null, ...changes };
}

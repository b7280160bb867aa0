import type { DurationMs, NoticeKind, NoticePriority } from '@ao/domain';
import type { NoticeOutletV1, Subscription } from '@ao/ports';

/** The days of a week, as people write them. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
/** One of {@link WEEKDAYS}. */
export type Weekday = (typeof WEEKDAYS)[number];

/** Hours in which people are left alone. */
export interface QuietHours {
  /** Minutes of the local day from 0 to 1439. A range that ends at or before its beginning goes on into the next day. */
  readonly fromMinute: number;
  readonly toMinute: number;
  /** The days on which it begins. */
  readonly days: readonly Weekday[];
  /** An IANA name such as `Europe/Berlin`; null: that of this machine. */
  readonly timeZone: string | null;
}

/** What goes to an outlet, and how much of it. */
export interface OutletRules {
  /** Less important ones do not go there. */
  readonly minimumPriority: NoticePriority;
  /** Null: all kinds. */
  readonly kinds: readonly NoticeKind[] | null;
  /** Null: all projects. A notice without a project passes anyway. */
  readonly projects: readonly string[] | null;
  /** So many dispatches within so long a time; what is more is told together afterwards. */
  readonly rateLimit: { readonly count: number; readonly perMs: DurationMs };
}

/** What is told at all, and when not. */
export interface NotificationSettings {
  /** Kinds that go to no outlet. They stay in the list. */
  readonly kindsOff: readonly NoticeKind[];
  /** Null: all projects. */
  readonly projects: readonly string[] | null;
  readonly quietHours: readonly QuietHours[];
  /** Whether notices of high priority are told in quiet hours. */
  readonly highPasses: boolean;
  /** How long an agent has to wait for a person before people are told. */
  readonly needsYouAfterMs: DurationMs;
}

/** An outlet with its rules. */
export interface ConfiguredOutlet {
  readonly outlet: NoticeOutletV1;
  readonly rules: OutletRules;
}

/** Everything that is set. */
export interface NotificationSetup {
  readonly settings: NotificationSettings;
  /** No two have the same name. */
  readonly outlets: readonly ConfiguredOutlet[];
  /** Why the settings could not be read as they are now, and older ones or none are in use; null when all is well. */
  readonly problem: string | null;
}

/** Where the settings come from. */
export interface NotificationSetupSource {
  current(): NotificationSetup;
  onChange(listener: () => void): Subscription;
}

/** What holds where nothing is set. */
export const DEFAULT_NOTIFICATION_SETTINGS: NotificationSettings = {
  kindsOff: [],
  projects: null,
  quietHours: [],
  highPasses: true,
  needsYouAfterMs: 20_000,
};

/** What holds for an outlet where nothing is set. */
export const DEFAULT_OUTLET_RULES: OutletRules = {
  minimumPriority: 'normal',
  kinds: null,
  projects: null,
  rateLimit: { count: 20, perMs: 10 * 60_000 },
};

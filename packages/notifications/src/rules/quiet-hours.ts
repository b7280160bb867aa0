import type { Timestamp } from '@ao/domain';
import { type QuietHours, WEEKDAYS, type Weekday } from '../settings/notification-settings.ts';

/** What a clock on the wall shows. */
export interface LocalTime {
  readonly day: Weekday;
  /** Minutes since midnight, 0 to 1439. */
  readonly minute: number;
}

const DAY_BY_NAME: ReadonlyMap<string, Weekday> = new Map(
  ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].map((name, index) => [name, WEEKDAYS[index] ?? 'mon']),
);
const formats = new Map<string | null, Intl.DateTimeFormat>();

/** Whether a name is that of a time zone. */
export function isTimeZone(name: string): boolean {
  try {
    formatFor(name);
    return true;
  } catch {
    return false;
  }
}

/** What the clock shows at a moment in a time zone; null: the zone of this machine. */
export function localTimeAt(at: Timestamp, timeZone: string | null): LocalTime {
  const parts = new Map(
    formatFor(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  return {
    day: DAY_BY_NAME.get(parts.get('weekday') ?? '') ?? 'mon',
    minute: Number(parts.get('hour')) * 60 + Number(parts.get('minute')),
  };
}

/**
 * Whether a moment lies in quiet hours. Decided by what the clock on the wall shows: an hour that summer time skips is not missed, one that it repeats
 * is quiet twice.
 */
export function isQuietAt(at: Timestamp, ranges: readonly QuietHours[]): boolean {
  return ranges.some((range) => isWithin(localTimeAt(at, range.timeZone), range));
}

function isWithin({ day, minute }: LocalTime, { fromMinute, toMinute, days }: QuietHours): boolean {
  if (fromMinute < toMinute) return days.includes(day) && minute >= fromMinute && minute < toMinute;
  return (days.includes(day) && minute >= fromMinute) || (days.includes(dayBefore(day)) && minute < toMinute);
}

function dayBefore(day: Weekday): Weekday {
  return WEEKDAYS[(WEEKDAYS.indexOf(day) + WEEKDAYS.length - 1) % WEEKDAYS.length] ?? 'mon';
}

function formatFor(timeZone: string | null): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const zone = timeZone === null ? {} : { timeZone };
  const format = new Intl.DateTimeFormat('en-US', { weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', ...zone });
  formats.set(timeZone, format);
  return format;
}

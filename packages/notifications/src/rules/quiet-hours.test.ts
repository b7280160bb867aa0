import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type QuietHours, WEEKDAYS } from '../settings/notification-settings.ts';
import { isQuietAt, isTimeZone, localTimeAt } from './quiet-hours.ts';

const at = (text: string): number => Date.parse(text);
const minute = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
const hours = (from: string, to: string, changes: Partial<QuietHours> = {}): QuietHours => ({
  fromMinute: minute(from),
  toMinute: minute(to),
  days: WEEKDAYS,
  timeZone: 'UTC',
  ...changes,
});

/** 2026-11-23 is a Monday. */
test.each<[string, QuietHours, string, boolean]>([
  ['before it', hours('12:00', '13:00'), '2026-11-23T11:59:59.999Z', false],
  ['its first moment', hours('12:00', '13:00'), '2026-11-23T12:00:00Z', true],
  ['its last moment', hours('12:00', '13:00'), '2026-11-23T12:59:59.999Z', true],
  ['its end', hours('12:00', '13:00'), '2026-11-23T13:00:00Z', false],
  ['another day', hours('12:00', '13:00', { days: ['sun'] }), '2026-11-23T12:30:00Z', false],
  ['the evening it begins', hours('22:00', '07:00', { days: ['mon'] }), '2026-11-23T23:00:00Z', true],
  ['the morning after', hours('22:00', '07:00', { days: ['mon'] }), '2026-11-24T06:59:00Z', true],
  ['the morning of that day', hours('22:00', '07:00', { days: ['mon'] }), '2026-11-23T06:59:00Z', false],
  ['the evening after', hours('22:00', '07:00', { days: ['mon'] }), '2026-11-24T22:30:00Z', false],
  ['sunday into monday', hours('22:00', '07:00', { days: ['sun'] }), '2026-11-23T03:00:00Z', true],
  ['a whole day', hours('00:00', '00:00', { days: ['mon'] }), '2026-11-23T15:00:00Z', true],
  ['a whole day, from nine', hours('09:00', '09:00', { days: ['mon'] }), '2026-11-24T08:59:00Z', true],
  ['noon in UTC is night in Auckland', hours('00:00', '06:00', { timeZone: 'Pacific/Auckland' }), '2026-11-23T12:00:00Z', true],
])('%s', (_name, range, moment, expected) => {
  expect(isQuietAt(at(moment), [range])).toBe(expected);
});

test('several ranges are quiet where one of them is; none is never quiet', () => {
  expect(isQuietAt(at('2026-11-23T12:30:00Z'), [hours('01:00', '02:00'), hours('12:00', '13:00')])).toBe(true);
  expect(isQuietAt(at('2026-11-23T12:30:00Z'), [])).toBe(false);
});

describe('summer time', () => {
  const night = hours('02:00', '03:00', { timeZone: 'Europe/Berlin' });

  test('an hour that is skipped is quiet at no moment', () => {
    for (let moment = at('2026-03-29T00:00:00Z'); moment < at('2026-03-29T03:00:00Z'); moment += 60_000) {
      expect(isQuietAt(moment, [night])).toBe(false);
    }
  });

  test('an hour that comes twice is quiet twice', () => {
    const quiet = [];
    for (let moment = at('2026-10-24T22:00:00Z'); moment < at('2026-10-25T04:00:00Z'); moment += 60_000) {
      if (isQuietAt(moment, [night])) quiet.push(moment);
    }
    expect([quiet[0], quiet.at(-1), quiet.length]).toEqual([at('2026-10-25T00:00:00Z'), at('2026-10-25T01:59:00Z'), 120]);
  });

  test('a range across it ends when the clock on the wall says so', () => {
    const range = hours('22:00', '07:00', { timeZone: 'America/New_York', days: ['sat'] });
    // The night before 8 March 2026 has eight hours there, the one before 1 November ten.
    expect([isQuietAt(at('2026-03-08T10:59:00Z'), [range]), isQuietAt(at('2026-03-08T11:00:00Z'), [range])]).toEqual([true, false]);
    expect([isQuietAt(at('2026-11-01T11:59:00Z'), [range]), isQuietAt(at('2026-11-01T12:00:00Z'), [range])]).toEqual([true, false]);
  });
});

const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Apia', 'America/Sao_Paulo'];
const anyMoment = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2035, 0, 1) });
const anyZone = fc.constantFrom(...ZONES);

test('the clock on the wall is the one people see', () => {
  fc.assert(
    fc.property(anyMoment, anyZone, (moment, timeZone) => {
      const seen = new Date(moment).toLocaleString('sv-SE', { timeZone });
      const [date = '', time = ''] = seen.split(' ');
      const day = (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
      expect(localTimeAt(moment, timeZone)).toEqual({ day: WEEKDAYS[day], minute: minute(time.slice(0, 5)) });
    }),
  );
});

test('a range and the rest of the week never hold at once, and one of them always does', () => {
  const range = fc.record({
    fromMinute: fc.integer({ min: 0, max: 1439 }),
    toMinute: fc.integer({ min: 0, max: 1439 }),
    timeZone: anyZone,
  });
  fc.assert(
    fc.property(anyMoment, range, (moment, { fromMinute, toMinute, timeZone }) => {
      fc.pre(fromMinute !== toMinute);
      const quiet = isQuietAt(moment, [{ fromMinute, toMinute, timeZone, days: WEEKDAYS }]);
      const rest = isQuietAt(moment, [{ fromMinute: toMinute, toMinute: fromMinute, timeZone, days: WEEKDAYS }]);
      expect(rest).toBe(!quiet);
    }),
  );
});

test('a name is a time zone or not; without one, that of the machine holds', () => {
  expect([isTimeZone('Europe/Berlin'), isTimeZone('UTC'), isTimeZone('Mars/Base'), isTimeZone('')]).toEqual([true, true, false, false]);
  const now = Date.UTC(2026, 10, 23, 12);
  const here = new Date(now);
  expect(localTimeAt(now, null)).toEqual({ day: WEEKDAYS[(here.getDay() + 6) % 7], minute: here.getHours() * 60 + here.getMinutes() });
});

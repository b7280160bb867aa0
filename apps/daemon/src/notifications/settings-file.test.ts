import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_NOTIFICATION_SETTINGS, DEFAULT_OUTLET_RULES } from '@ao/notifications';
import { createFakeClock, createRecordingLogger } from '@ao/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { watchSettingsFile } from './settings-file.ts';

let home: string;
let path: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'ao-settings-'));
  path = join(home, 'notifications.json');
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const clock = createFakeClock();

function write(value: unknown, mode = 0o600): void {
  rmSync(path, { force: true });
  writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value));
  chmodSync(path, mode);
}

function open(env: Readonly<Record<string, string>> = {}) {
  const logger = createRecordingLogger();
  return { ...watchSettingsFile(path, { environment: async () => ({}), env, home, clock, logger }), logger };
}

test('without a file there are no outlets, and nothing is wrong', () => {
  expect(open().current()).toEqual({ settings: DEFAULT_NOTIFICATION_SETTINGS, outlets: [], problem: null });
});

test('everything can be set', () => {
  write({
    outlets: [
      { name: 'desk', type: 'desktop', minimumPriority: 'high' },
      { name: 'phone', type: 'command', command: ['sh', '-c', 'true'], timeout: '5s', kinds: ['needs_you'], projects: ['shop'] },
      { name: 'team', type: 'webhook', urlFrom: 'TEAM_URL', secretFrom: 'TEAM_SECRET', rateLimit: { count: 3, per: '1h' } },
    ],
    kinds: { report: false, ready: true },
    projects: ['shop', 'blog'],
    quietHours: [
      { from: '22:00', to: '07:30', days: ['mon', 'fri'], timeZone: 'Europe/Berlin' },
      { from: '12:00', to: '13:00' },
    ],
    highPasses: false,
    needsYouAfter: '1m',
  });
  const { settings, outlets, problem } = open({ TEAM_URL: 'https://example.org/hook', TEAM_SECRET: 's3cret' }).current();
  expect(problem).toBeNull();
  expect(settings).toEqual({
    kindsOff: ['report'],
    projects: ['shop', 'blog'],
    quietHours: [
      { fromMinute: 1320, toMinute: 450, days: ['mon', 'fri'], timeZone: 'Europe/Berlin' },
      { fromMinute: 720, toMinute: 780, days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], timeZone: null },
    ],
    highPasses: false,
    needsYouAfterMs: 60_000,
  });
  expect(outlets.map(({ outlet, rules }) => [outlet.name, outlet.kind, rules])).toEqual([
    ['desk', 'desktop', { ...DEFAULT_OUTLET_RULES, minimumPriority: 'high' }],
    ['phone', 'command', { ...DEFAULT_OUTLET_RULES, kinds: ['needs_you'], projects: ['shop'] }],
    ['team', 'webhook', { ...DEFAULT_OUTLET_RULES, rateLimit: { count: 3, perMs: 3_600_000 } }],
  ]);
});

const webhook = (changes: object) => ({ outlets: [{ name: 'team', type: 'webhook', url: 'https://example.org/hook', ...changes }] });

describe('a mistake is told with its place', () => {
  test.each<[unknown, RegExp]>([
    ['{"outlets": [', /holds no JSON\.$/],
    [{ outlet: [] }, /the whole: .*outlet/],
    [{ outlets: [{ name: 'x', type: 'pigeon' }] }, /outlets\[0\]\.type: /],
    [{ outlets: [{ name: 'My Desk', type: 'desktop' }] }, /outlets\[0\]\.name: should be lower case/],
    [{ outlets: [{ name: 'x', type: 'command', command: [] }] }, /outlets\[0\]\.command/],
    [{ outlets: [{ name: 'x', type: 'command', command: 'rm -rf /' }] }, /outlets\[0\]\.command/],
    [webhook({ url: 'http://example.org/hook' }), /outlets\[0\]\.url: is not encrypted/],
    [webhook({ urlFrom: 'X' }), /outlets\[0\]\.url: give either url or urlFrom/],
    [webhook({ secret: 'short' }), /outlets\[0\]\.secret: should have at least 16/],
    [webhook({ secretFrom: 'NOT_SET' }), /The outlet team names the variable NOT_SET, which the daemon was started without\./],
    [webhook({ url: undefined, urlFrom: 'BAD_URL' }), /What BAD_URL holds for the outlet team is not an address\./],
    [webhook({ timeout: '10' }), /outlets\[0\]\.timeout: should be a length of time/],
    [
      {
        outlets: [
          { name: 'x', type: 'desktop' },
          { name: 'x', type: 'desktop' },
        ],
      },
      /outlets: two are called x/,
    ],
    [{ kinds: { everything: false } }, /kinds/],
    [{ quietHours: [{ from: '24:00', to: '07:00' }] }, /quietHours\[0\]\.from: should be a time of day/],
    [{ quietHours: [{ from: '22:00', to: '07:00', timeZone: 'Mars/Base' }] }, /quietHours\[0\]\.timeZone: is no time zone/],
    [{ needsYouAfter: 'soon' }, /needsYouAfter: should be a length of time/],
  ])('%j', (value, expected) => {
    write(value);
    const { current, logger } = open({ BAD_URL: 'nonsense' });
    expect(current()).toMatchObject({ outlets: [], problem: expect.stringMatching(expected) as string });
    expect(logger.lines.map(({ level }) => level)).toEqual(['error']);
  });
});

test('no secret is quoted in what is told of a mistake', () => {
  for (const text of [
    '{"outlets":[{"secret":"s3cret-s3cret-s3cret"',
    JSON.stringify(webhook({ secret: 's3cret-s3cret-s3cret', extra: 1 })),
  ]) {
    write(text);
    const { current, logger } = open();
    expect(current().problem).not.toBeNull();
    expect(JSON.stringify([current(), logger.lines])).not.toContain('s3cret');
  }
});

test.each([
  ['holds a secret and can be read by others', webhook({ secret: 'long-enough-secret' }), 0o640, true],
  ['holds an address, which may be a secret', webhook({}), 0o644, true],
  ['can be written by others', { outlets: [] }, 0o620, true],
  ['has no secrets and can be read by others', { outlets: [{ name: 'desk', type: 'desktop' }] }, 0o644, false],
])('a file that %s', (_name, value, mode, isProblem) => {
  write(value, mode);
  const { problem } = open().current();
  if (isProblem) expect(problem).toContain(`Run: chmod 600 '${path}'`);
  else expect(problem).toBeNull();
});

test('a change counts within seconds; a mistake leaves what was before in use, until it is mended', async () => {
  write({ outlets: [{ name: 'desk', type: 'desktop' }] });
  const { current, onChange, watch } = open();
  const stop = new AbortController();
  const running = watch.run(stop.signal);
  const changes: (string | null)[] = [];
  const subscription = onChange(() => changes.push(current().problem === null ? 'fine' : 'problem'));
  const names = () => current().outlets.map(({ outlet }) => outlet.name);
  await clock.advance(10_000);
  write('{');
  await clock.advance(2_000);
  expect([names(), changes]).toEqual([['desk'], ['problem']]);
  write({ outlets: [{ name: 'other', type: 'desktop' }] });
  await clock.advance(2_000);
  expect([names(), current().problem]).toEqual([['other'], null]);
  rmSync(path);
  await clock.advance(2_000);
  expect([names(), changes]).toEqual([[], ['problem', 'fine', 'fine']]);
  subscription.close();
  stop.abort();
  await running;
  expect(clock.pendingTimers()).toBe(0);
});

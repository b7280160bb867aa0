import type { Notice } from '@ao/client';
import { expect, test } from 'vitest';
import { renderNotices, renderOutletTrials } from './notice-table.ts';

const paint = (tone: string, text: string) => (text === '' ? '' : `<${tone} ${text}>`);
const plain = (_tone: string, text: string) => text;
const context = { now: () => 100_000, paint: plain, width: null };

const delivery = (outlet: string, changes: Partial<Notice['deliveries'][number]> = {}): Notice['deliveries'][number] => ({
  outlet,
  state: 'delivered',
  attempts: 1,
  notBefore: null,
  hold: null,
  dispatchId: 'd-1',
  updatedAt: 0,
  detail: null,
  ...changes,
});

const notice = (id: number, changes: Partial<Notice> = {}): Notice => ({
  id,
  key: `k-${id}`,
  kind: 'needs_you',
  priority: 'high',
  sessionId: 'shop-1',
  projectId: 'shop',
  text: 'needs you: allow Bash: npm test?',
  url: null,
  raisedAt: 60_000,
  readAt: null,
  withdrawnAt: null,
  deliveries: [],
  ...changes,
});

test('each notice is a line: its number, age, session, kind, by which ways it was told, and what it says', () => {
  const deliveries = [
    delivery('desk'),
    delivery('team', { state: 'failed' }),
    delivery('phone', { state: 'waiting', hold: 'quiet_hours' }),
    delivery('log', { state: 'sending' }),
    delivery('old', { state: 'withdrawn' }),
  ];
  const pull = notice(12, { kind: 'ready', text: '#3 can be merged', url: 'https://example.org/3', sessionId: null });
  expect(renderNotices([notice(13, { deliveries }), pull], context, { unread: false }).split('\n')).toEqual(
    [
      'NOTICE  AGE  SESSION  KIND       TOLD                                                     WHAT',
      '13      40s  shop-1   needs you  desk, team failed, phone after quiet hours, log waits  needs you: allow Bash: npm test?',
      '12      40s           ready                                                               #3 can be merged  https://example.org/3',
    ].map(
      (line) => expect.stringMatching(new RegExp(`^${line.replace(/[.*+?^${}()|[\]\\#/]/g, '\\$&').replace(/ {2,}/g, ' +')}$`)) as string,
    ),
  );
});

test('what has passed is faint, what is new stands out', () => {
  const lines = renderNotices([notice(2), notice(1, { withdrawnAt: 90_000 })], { ...context, paint }, { unread: false }).split('\n');
  expect(lines[1]).toContain('<strong 2>');
  expect(lines[1]).toContain('<attention needs you>');
  expect(lines[2]).toContain('<faint needs you: allow Bash: npm test?>');
  expect(lines[2]).not.toContain('attention');
});

test('no notices are said so', () => {
  expect(renderNotices([], context, { unread: true })).toBe('Nothing new.');
  expect(renderNotices([], context, { unread: false })).toBe('No notices.');
});

test('what came of trying outlets', () => {
  expect(renderOutletTrials([], plain)).toContain('notifications.json');
  const trials = [
    { outlet: 'desktop', kind: 'desktop', state: 'delivered', detail: null },
    { outlet: 'team', kind: 'webhook', state: 'refused', detail: 'It answered with status 404.' },
    { outlet: 'phone', kind: 'command', state: 'unknown', detail: 'It took longer than 30 s and was ended' },
  ] as const;
  expect(renderOutletTrials(trials, plain)).toBe(
    [
      'desktop  delivered',
      'team (webhook)  not delivered  It answered with status 404.',
      'phone (command)  perhaps delivered  It took longer than 30 s and was ended',
    ].join('\n'),
  );
});

import { DEFAULT_NOTIFICATION_SETTINGS, type OutletReport } from '@ao/notifications';
import { expect, test } from 'vitest';
import { notificationsCheck } from './notifications-check.ts';

const outlet = (name: string, changes: Partial<OutletReport> = {}): OutletReport => ({
  outlet: name,
  kind: 'webhook',
  waiting: 0,
  last: null,
  ...changes,
});

function check(outlets: readonly OutletReport[], problem: string | null = null) {
  const current = () => ({ settings: DEFAULT_NOTIFICATION_SETTINGS, outlets: [], problem });
  const setup = { current, onChange: () => ({ close: () => undefined }) };
  return notificationsCheck({ notices: { report: () => outlets }, setup, path: '/home/n.json' }).run(AbortSignal.timeout(1_000));
}

test.each([
  ['no outlets', [], null, { level: 'ok', summary: 'No outlets: people see what waits for them in `ao ls` and `ao notices` only.' }],
  [
    'outlets that work',
    [outlet('team', { last: { state: 'delivered', detail: null, updatedAt: 1 } }), outlet('desktop', { kind: 'desktop', waiting: 2 })],
    null,
    { level: 'ok', summary: 'Told by team (webhook), desktop, 2 waiting.', path: '/home/n.json' },
  ],
  [
    'an outlet that does not',
    [outlet('team', { last: { state: 'failed', detail: 'It answered with status 404.', updatedAt: 1 } })],
    null,
    { level: 'warning', summary: 'team did not take the last notice: It answered with status 404.', remedy: 'ao notices test team' },
  ],
  [
    'a mistake',
    [],
    'outlets: two are called x',
    { level: 'failed', code: 'NOTIFICATION_SETTINGS_INVALID', remedy: 'Correct /home/n.json.' },
  ],
] as const)('%s', async (_name, outlets, problem, expected) => {
  expect(await check(outlets, problem)).toMatchObject(expected);
});

import type { CheckReport } from '@ao/httpd';
import type { Notifications, NotificationSetupSource, OutletReport } from '@ao/notifications';
import type { NamedCheck } from './doctor-checks.ts';

/** What the check of notices looks at. */
export interface NotificationsCheckOptions {
  readonly notices: Pick<Notifications, 'report'>;
  readonly setup: NotificationSetupSource;
  /** The file with the settings. */
  readonly path: string;
}

/** Whether people are told what they should know: the settings, and what became of the last delivery of each outlet. */
export function notificationsCheck({ notices, setup, path }: NotificationsCheckOptions): NamedCheck {
  return {
    id: 'notifications',
    title: 'Notices',
    async run() {
      const { problem } = setup.current();
      if (problem !== null) {
        return { ...report(path), level: 'failed', summary: problem, remedy: `Correct ${path}.`, code: 'NOTIFICATION_SETTINGS_INVALID' };
      }
      const outlets = notices.report();
      if (outlets.length === 0)
        return { ...report(null), summary: 'No outlets: people see what waits for them in `ao ls` and `ao notices` only.' };
      const failing = outlets.filter(({ last }) => last?.state === 'failed');
      const [first] = failing;
      if (first === undefined) return { ...report(path), summary: `Told by ${outlets.map(wordsOf).join(', ')}.` };
      return {
        ...report(path),
        level: 'warning',
        summary: `${first.outlet} did not take the last notice: ${first.last?.detail ?? 'for unknown reasons'}`,
        remedy: `ao notices test ${first.outlet}`,
      };
    },
  };
}

function wordsOf({ outlet, kind, waiting }: OutletReport): string {
  const name = outlet === kind ? outlet : `${outlet} (${kind})`;
  return waiting === 0 ? name : `${name}, ${waiting} waiting`;
}

function report(path: string | null): CheckReport {
  return { level: 'ok', summary: '', path, version: null, remedy: null, code: null };
}

import { join } from 'node:path';
import type { Lifecycle } from '@ao/lifecycle';
import { createNotifications, createSessionWatch, type Notifications, type NotificationSetupSource } from '@ao/notifications';
import type { IdentifierSource, LongLived, Notices, Stores } from '@ao/ports';
import type { OutletSurroundings } from './make-outlets.ts';
import { watchSettingsFile } from './settings-file.ts';

/** What people should know: the engine, its settings, and what has to run for it. */
export interface NoticeParts {
  readonly notices: Notifications;
  readonly setup: NotificationSetupSource;
  readonly parts: readonly LongLived[];
}

/** Makes the engine with the settings of a home. Nothing is delivered before the parts run. */
export function createNotices(
  options: OutletSurroundings & { readonly stores: Stores; readonly lifecycle: Lifecycle; readonly identifiers: IdentifierSource },
): NoticeParts {
  const { stores, lifecycle, identifiers, clock, logger } = options;
  const setup = watchSettingsFile(settingsPath(options.home), options);
  const notices = createNotifications({ stores, setup, clock, identifiers, logger });
  tellOfMistakes(setup, notices);
  const watch = createSessionWatch({
    lifecycle,
    stores,
    notices,
    clock,
    needsYouAfterMs: () => setup.current().settings.needsYouAfterMs,
  });
  return { notices, setup, parts: [setup.watch, notices.delivery, watch] };
}

/** Where the settings are. */
export function settingsPath(home: string): string {
  return join(home, 'notifications.json');
}

/** A mistake in the settings is told by the outlets that are still in use. */
function tellOfMistakes(setup: NotificationSetupSource, notices: Notices): void {
  let told: string | null = null;
  setup.onChange(() => {
    const { problem } = setup.current();
    if (told !== null) notices.withdraw(told);
    told = problem === null ? null : `trouble:notification-settings:${problem}`;
    if (told === null) return;
    notices.raise({ key: told, kind: 'trouble', priority: 'normal', sessionId: null, text: problem ?? '', url: null });
  });
}

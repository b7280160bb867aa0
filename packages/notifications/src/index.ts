export { createNotifications, type Notifications, type NotificationsOptions, type OutletTrial } from './create-notifications.ts';
export type { OutletReport } from './outlet-report.ts';
export { isTimeZone } from './rules/quiet-hours.ts';
export {
  type ConfiguredOutlet,
  DEFAULT_NOTIFICATION_SETTINGS,
  DEFAULT_OUTLET_RULES,
  type NotificationSettings,
  type NotificationSetup,
  type NotificationSetupSource,
  type OutletRules,
  type QuietHours,
  WEEKDAYS,
  type Weekday,
} from './settings/notification-settings.ts';
export { createSessionWatch, type SessionWatchOptions } from './watch/session-watch.ts';

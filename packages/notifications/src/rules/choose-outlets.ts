import { NOTICE_PRIORITIES, type NoticePriority, type NoticeRecord } from '@ao/domain';
import type { NotificationSetup } from '../settings/notification-settings.ts';
import { isTroubleOf } from '../trouble/outlet-trouble.ts';

/** The names of the outlets a notice goes to. */
export function chooseOutlets(notice: NoticeRecord, { settings, outlets }: NotificationSetup): readonly string[] {
  if (notice.withdrawnAt !== null || settings.kindsOff.includes(notice.kind) || !isAmong(notice.projectId, settings.projects)) return [];
  return outlets
    .filter(({ rules }) => isAtLeast(notice.priority, rules.minimumPriority))
    .filter(({ rules }) => rules.kinds === null || rules.kinds.includes(notice.kind))
    .filter(({ rules }) => isAmong(notice.projectId, rules.projects))
    .filter(({ outlet }) => !isTroubleOf(outlet.name, notice.key))
    .map(({ outlet }) => outlet.name);
}

function isAmong(projectId: string | null, projects: readonly string[] | null): boolean {
  return projectId === null || projects === null || projects.includes(projectId);
}

function isAtLeast(priority: NoticePriority, minimum: NoticePriority): boolean {
  return NOTICE_PRIORITIES.indexOf(priority) <= NOTICE_PRIORITIES.indexOf(minimum);
}

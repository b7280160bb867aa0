import type { NoticeRecord } from '@ao/domain';

/** So many lines of a summary are written out. */
export const SUMMARY_LINES_MAX = 10;

/** What people read of a dispatch. */
export interface DispatchWords {
  readonly title: string;
  readonly text: string;
  /** The notices that are written out, oldest first. */
  readonly shown: readonly NoticeRecord[];
  readonly more: number;
}

/** The words for one notice or for several at once. Of many the newest are written out: what is older has been waited for longest already. */
export function dispatchWords(notices: readonly NoticeRecord[]): DispatchWords {
  const [only] = notices;
  if (only !== undefined && notices.length === 1) return { title: only.sessionId ?? 'ao', text: only.text, shown: notices, more: 0 };
  const shown = notices.slice(-SUMMARY_LINES_MAX);
  const more = notices.length - shown.length;
  const lines = shown.map(({ sessionId, text }) =>
    sessionId === null || text.startsWith(`${sessionId} `) ? text : `${sessionId}: ${text}`,
  );
  return {
    title: `ao: ${notices.length} notices`,
    text: [...(more > 0 ? [`${more} more before these:`] : []), ...lines].join('\n'),
    shown,
    more,
  };
}

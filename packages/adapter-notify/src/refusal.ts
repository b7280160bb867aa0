import type { DurationMs } from '@ao/domain';
import type { NoticeOutcome } from '@ao/ports';
import { oneLine } from '@ao/adapter-kit';

/** How much of an answer is told. */
const DETAIL_MAX_CHARACTERS = 300;

/** It was not taken; another attempt may do better, unless `isFinal` says otherwise. */
export function refusal(
  detail: string,
  options: { readonly isFinal?: boolean; readonly retryAfterMs?: DurationMs | null } = {},
): NoticeOutcome {
  const { isFinal = false, retryAfterMs = null } = options;
  return { state: 'refused', isFinal, detail: oneLine(detail, DETAIL_MAX_CHARACTERS), retryAfterMs };
}

/** Nobody knows whether it was taken. */
export function uncertainty(detail: string): NoticeOutcome {
  return { state: 'unknown', detail: oneLine(detail, DETAIL_MAX_CHARACTERS) };
}

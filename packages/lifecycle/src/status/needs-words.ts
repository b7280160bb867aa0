import type { LaunchState, SessionRecord, StandingReports } from '@ao/domain';
import { shownRequest } from '../reduce/open-requests.ts';
import { oneLine } from './report-verdict.ts';
import { requestWords } from './request-words.ts';

const LAUNCH_WORDS: Partial<Record<LaunchState, string>> = {
  needs_trust: 'asks for trust',
  needs_login: 'asks for a login',
  update_prompt: 'offers an update',
};

/** What a person is asked, in a few words for a list; null when nothing is known of it. For sessions that need somebody. */
export function needsWords(record: SessionRecord, said?: StandingReports): string | null {
  const { state, detail } = record.activity;
  const launchWords = record.launch === null ? undefined : LAUNCH_WORDS[record.launch.state];
  if (launchWords !== undefined) return detail === null ? launchWords : `${launchWords}: ${detail}`;
  const request = shownRequest(record);
  if (request !== null) return requestWords(request);
  const [question] = said?.questions ?? [];
  return question === undefined || state === 'blocked' || state === 'waiting_input' ? detail : oneLine(question.text);
}

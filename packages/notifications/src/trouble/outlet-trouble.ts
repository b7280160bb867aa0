import type { NoticeRequest } from '@ao/ports';

const prefixOf = (outlet: string): string => `trouble:outlet:${outlet}:`;

/** Whether a notice tells of the trouble of an outlet: the outlet itself cannot tell that. */
export function isTroubleOf(outlet: string, key: string): boolean {
  return key.startsWith(prefixOf(outlet));
}

/**
 * What people are told about an outlet that was given up for something.
 *
 * @param since - the dispatch that failed first.
 */
export function outletTrouble(outlet: string, since: string, detail: string): NoticeRequest {
  return {
    key: `${prefixOf(outlet)}${since}`,
    kind: 'trouble',
    priority: 'normal',
    sessionId: null,
    text: `Notices do not get through to ${outlet}: ${detail}`,
    url: null,
  };
}

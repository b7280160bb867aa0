import type { AgentRequest, RequestChoice, SessionRecord } from '@ao/domain';

/** Which requests were answered lately, so that whoever answers a second time is told so. */
export interface AnsweredRequests {
  note(session: SessionRecord, request: AgentRequest, choice: RequestChoice): void;
  /** The id of the choice that was given in the present launch; null when none is remembered. */
  choiceFor(session: SessionRecord, requestId: string): string | null;
}

const REMEMBERED = 200;

/** Makes a memory of the last answers. It is a courtesy: what is open, and what is not, are facts of the sessions. */
export function createAnsweredRequests(): AnsweredRequests {
  const choices = new Map<string, string>();
  const keyOf = (session: SessionRecord, requestId: string) => `${session.id}\n${session.launch?.id ?? ''}\n${requestId}`;
  return {
    note(session, request, choice) {
      const key = keyOf(session, request.id);
      choices.delete(key);
      choices.set(key, choice.id);
      for (const oldest of choices.keys()) {
        if (choices.size <= REMEMBERED) break;
        choices.delete(oldest);
      }
    },
    choiceFor: (session, requestId) => choices.get(keyOf(session, requestId)) ?? null,
  };
}

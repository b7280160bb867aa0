import { type AgentRequest, AoError, cleanMessageText, type RequestChoice, type SessionRecord } from '@ao/domain';
import type { AgentAnswerOutcome, AgentV1 } from '@ao/ports';
import { withinLimit } from '../explain/within-limit.ts';
import type { SessionServiceOptions } from '../session-service-options.ts';
import type { AnsweredRequests } from './answered-requests.ts';

/** Words that go with an answer have at most so many characters. */
export const ANSWER_MESSAGE_MAX_CHARACTERS = 4_000;

/** An agent that takes longer than this to take an answer has not taken it, as far as anybody can tell. */
const ANSWER_WITHIN_MS = 10_000;

/** How a person answers. */
export interface AnswerInput {
  readonly requestId: string;
  readonly choice: string;
  readonly message?: string | undefined;
}

/** An answer that the agent has. */
export interface GivenAnswer {
  readonly request: AgentRequest;
  readonly choice: RequestChoice;
  /** How it was given, for people. */
  readonly evidence: string;
}

type AnswerOptions = Pick<SessionServiceOptions, 'agents' | 'clock' | 'contact'>;

/**
 * Answers an open request through the agent's own channel. What the session then does is not assumed: its facts change by what the
 * agent says.
 *
 * @throws AoError `SESSION_ENDED`, `SESSION_NOT_READY`, `AGENT_REQUEST_NOT_FOUND`, `_GONE`, `_NOT_ANSWERABLE`, `_CHOICE_UNKNOWN`,
 * `AGENT_INTERFACE_UNREACHABLE`, `INVALID_REQUEST` for words that are too long.
 */
export async function answerRequest(
  options: AnswerOptions,
  answered: AnsweredRequests,
  session: SessionRecord,
  input: AnswerInput,
): Promise<GivenAnswer> {
  const request = openRequest(answered, session, input.requestId);
  const choice = choiceOf(session, request, input.choice);
  const message = messageOf(input.message);
  const agent = options.agents.get(session.agent);
  const outcome = await give(options, agent, session, { request, choice, message });
  if (outcome.type === 'unavailable') {
    const text = `${session.id} could not be given the answer: ${outcome.reason}. Try again, or answer it with \`ao attach ${session.id}\`.`;
    throw new AoError('AGENT_INTERFACE_UNREACHABLE', { message: text, details: detailsOf(session, request) });
  }
  if (outcome.type === 'gone') throw gone(session, request.id, outcome.reason);
  answered.note(session, request, choice);
  return { request, choice, evidence: outcome.evidence };
}

function openRequest(answered: AnsweredRequests, session: SessionRecord, requestId: string): AgentRequest {
  const { id, phase, requests } = session;
  if (phase === 'ended') throw new AoError('SESSION_ENDED', { message: `${id} has ended; it asks nothing any more.` });
  if (phase !== 'live') throw new AoError('SESSION_NOT_READY', { message: `${id} does not run at the moment.` });
  const request = requests.find((each) => each.id === requestId);
  if (request !== undefined) return request;
  const earlier = answered.choiceFor(session, requestId);
  if (earlier !== null) throw gone(session, requestId, `it was answered with "${earlier}" already`);
  const open = requests.map((each) => each.id);
  const message = `${id} has no open request "${requestId}". ${open.length === 0 ? 'It asks nothing at the moment.' : `It has: ${open.join(', ')}.`}`;
  throw new AoError('AGENT_REQUEST_NOT_FOUND', { message, details: { sessionId: id, requestId, open } });
}

function choiceOf(session: SessionRecord, request: AgentRequest, choiceId: string): RequestChoice {
  if (request.choices.length === 0) {
    const message = `What ${session.id} asks can only be answered in its terminal: ao attach ${session.id}`;
    throw new AoError('AGENT_REQUEST_NOT_ANSWERABLE', { message, details: detailsOf(session, request) });
  }
  const choice = request.choices.find(({ id }) => id === choiceId);
  if (choice !== undefined) return choice;
  const choices = request.choices.map(({ id }) => id);
  const message = `"${choiceId}" is no answer to what ${session.id} asks. Use one of: ${choices.join(', ')}.`;
  throw new AoError('AGENT_REQUEST_CHOICE_UNKNOWN', { message, details: { ...detailsOf(session, request), choices } });
}

function messageOf(text: string | undefined): string | null {
  const message = cleanMessageText(text ?? '').trim();
  if (message.length <= ANSWER_MESSAGE_MAX_CHARACTERS) return message === '' ? null : message;
  const issues = [{ path: 'message', message: `It is longer than ${ANSWER_MESSAGE_MAX_CHARACTERS} characters.` }];
  throw new AoError('INVALID_REQUEST', {
    message: `The words with an answer have at most ${ANSWER_MESSAGE_MAX_CHARACTERS} characters. Say more with \`ao send\`.`,
    details: { issues },
  });
}

async function give(
  { clock, contact }: AnswerOptions,
  agent: AgentV1 | undefined,
  session: SessionRecord,
  answer: { readonly request: AgentRequest; readonly choice: RequestChoice; readonly message: string | null },
): Promise<AgentAnswerOutcome> {
  const { request, choice, message } = answer;
  if (agent?.answerRequest === undefined) {
    const text = `${session.agent} takes answers in its terminal only: ao attach ${session.id}`;
    throw new AoError('AGENT_REQUEST_NOT_ANSWERABLE', { message: text, details: detailsOf(session, request) });
  }
  const late: AgentAnswerOutcome = { type: 'unavailable', reason: 'the agent did not take it in time' };
  const given = await withinLimit(clock, ANSWER_WITHIN_MS, async (signal): Promise<AgentAnswerOutcome> => {
    const reach = await contact(session);
    if (reach === null) return { type: 'unavailable', reason: 'nothing was launched' };
    return agent.answerRequest?.({ ...reach, request, answer: { choice: choice.id, message } }, signal) ?? late;
  });
  return given ?? late;
}

function gone(session: SessionRecord, requestId: string, reason: string): AoError {
  const message = `${session.id} does not wait for this answer any more: ${reason}.`;
  return new AoError('AGENT_REQUEST_GONE', { message, details: { sessionId: session.id, requestId, reason } });
}

function detailsOf(session: SessionRecord, request: AgentRequest): Readonly<Record<string, unknown>> {
  return { sessionId: session.id, requestId: request.id };
}

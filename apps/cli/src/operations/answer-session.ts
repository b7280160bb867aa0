import { AoApiError, type AgentReport, type AgentRequest, type AnswerResult, type Session } from '@ao/client';
import { AoError, cleanMessageText, inlineText } from '@ao/domain';
import type { CliContext } from '../context/cli-context.ts';
import type { Ask } from '../input/choose.ts';
import { renderRequest } from '../render/agent-request.ts';

/** What `ao answer` was asked for. */
export interface AnswerInput {
  readonly session: string;
  readonly choice: string | undefined;
  readonly request: string | undefined;
  readonly message: string | undefined;
  /** Asks the person; null when there is nobody to ask. */
  readonly ask: Ask | null;
}

/** What was answered: a request of the agent, or a question it asked with `ao ask`. */
export type Answered = AnswerResult | { readonly report: AgentReport };

/**
 * Answers what an agent asks. A word that is one of the choices of an open request answers that; other words answer the question the agent
 * asked with `ao ask`, if there is one. Rejects with the codes of the daemon, and with `INVALID_REQUEST` where it is not clear what is meant.
 */
export async function answerSession(context: CliContext, input: AnswerInput): Promise<Answered> {
  const { choice: given, message } = input;
  // With both given the daemon knows best, also about a request that is over.
  if (input.request !== undefined && given !== undefined)
    return answerNamed(context, input.session, input.request, { choice: given, message });
  const session = await context.withDaemon((ao) => ao.sessions.get(input.session));
  const isChoice = session.requests.some(({ choices }) => choices.some(({ id }) => id === given));
  if (given !== undefined && !isChoice && session.questions.length > 0) return answerQuestion(context, session, given);
  const request = input.request === undefined ? meantRequest(session) : namedRequest(session, input.request);
  const choice = given ?? (await choose(context, session, request, input.ask));
  return send(context, session.id, request.id, { choice, message });
}

/** What stands under the id: a request of the agent, or a question. */
async function answerNamed(
  context: CliContext,
  session: string,
  id: string,
  answer: { readonly choice: string; readonly message: string | undefined },
): Promise<Answered> {
  try {
    return await send(context, session, id, answer);
  } catch (error) {
    if (!hasCode(error, 'AGENT_REQUEST_NOT_FOUND')) throw error;
    const report = await context
      .withDaemon((ao) => ao.reports.answer(session, id, answer.choice))
      .catch((other: unknown) => {
        throw hasCode(other, 'REPORT_NOT_FOUND') ? error : other;
      });
    return { report };
  }
}

async function answerQuestion(context: CliContext, { id, questions }: Session, text: string): Promise<Answered> {
  const [question, ...others] = questions;
  if (question === undefined || others.length > 0) {
    const list = questions.map((each) => `${each.id} (${inlineText(each.text, 60)})`).join(', ');
    throw new AoError('INVALID_REQUEST', { message: `${id} asks ${questions.length} questions. Say which one with --request: ${list}` });
  }
  return { report: await context.withDaemon((ao) => ao.reports.answer(id, question.id, text)) };
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof AoApiError && error.code === code;
}

function send(
  context: CliContext,
  session: string,
  request: string,
  answer: { readonly choice: string; readonly message: string | undefined },
): Promise<AnswerResult> {
  return context.withDaemon((ao) => ao.sessions.answer(session, request, answer));
}

function meantRequest(session: Session): AgentRequest {
  const { id, requests, needs } = session;
  const answerable = requests.filter(({ choices }) => choices.length > 0);
  const [request, ...others] = answerable;
  if (request !== undefined && others.length === 0) return request;
  if (request !== undefined) {
    const list = answerable.map((each) => `${each.id} (${each.text})`).join(', ');
    throw new AoError('INVALID_REQUEST', { message: `${id} asks ${answerable.length} things. Say which one with --request: ${list}` });
  }
  const [question] = session.questions;
  if (question !== undefined) {
    const text = `${id} asks: ${cleanMessageText(question.text)}\nGive the answer: ao answer ${id} "<text>"`;
    throw new AoError('INVALID_REQUEST', { message: text, details: { requestId: question.id } });
  }
  if (needs === null) {
    throw new AoError('AGENT_REQUEST_NOT_FOUND', { message: `${id} asks nothing at the moment. See \`ao session explain ${id}\`.` });
  }
  throw new AoError('AGENT_REQUEST_NOT_ANSWERABLE', {
    message: `What ${id} asks can only be answered in its terminal: ${needs}\nAnswer it with \`ao attach ${id}\`.`,
  });
}

function namedRequest(session: Session, requestId: string): AgentRequest {
  const request = session.requests.find(({ id }) => id === requestId);
  if (request !== undefined) return request;
  const open = session.requests.map(({ id }) => id).join(', ');
  const message = `${session.id} has no open request "${requestId}". ${open === '' ? 'It asks nothing at the moment.' : `It has: ${open}.`}`;
  throw new AoError('AGENT_REQUEST_NOT_FOUND', { message });
}

async function choose(context: CliContext, session: Session, request: AgentRequest, ask: Ask | null): Promise<string> {
  const words = request.choices.map(({ id }) => id);
  if (words.length === 0) {
    throw new AoError('AGENT_REQUEST_NOT_ANSWERABLE', {
      message: `What ${session.id} asks can only be answered in its terminal: ao attach ${session.id}`,
    });
  }
  if (ask !== null) return ask(renderRequest(session.id, request, context.paint), request.choices);
  const text = `${session.id} asks: ${request.text}\nThere is nobody to ask. Give the answer: ao session answer ${session.id} ${words.join('|')}`;
  throw new AoError('INVALID_REQUEST', { message: text, details: { choices: words, requestId: request.id } });
}

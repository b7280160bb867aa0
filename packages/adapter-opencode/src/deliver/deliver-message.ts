import type { AgentDeliveryOutcome, AgentDeliveryRequest } from '@ao/ports';
import { setTimeout as sleep } from 'node:timers/promises';
import { type LaunchNote, readLaunchNote } from '../launch/launch-note.ts';
import { findConversation, readStatus } from '../server/find-conversation.ts';
import { callOpencode, OpencodeCallError, type OpencodeReply } from '../server/opencode-call.ts';
import { readMessages } from '../server/read-messages.ts';
import { type OpencodeSession, sessionSchema } from '../server/server-documents.ts';

/** Under this name a message keeps its id, as a note on its words; the model is not told. */
const MESSAGE_ID_NOTE = 'aoMessageId';

const LOOK_MS = 100;
const SETTLING_LOOKS = 30;
const OVERLOOKED_LOOKS = 15;

/** A message of one mebibyte is stored before it is answered. */
const PROMPT_WITHIN_MS = 30_000;

/**
 * Hands a message over as a prompt of the conversation in the terminal: see `AgentV1.deliver`. While opencode works, it takes the
 * message up at the next step of the turn.
 */
export async function deliverMessage(request: AgentDeliveryRequest, signal?: AbortSignal): Promise<AgentDeliveryOutcome> {
  const note = await readLaunchNote(request.privateDirectory, request.launchId);
  if (note === null) return { type: 'unavailable', reason: 'where this opencode listens was never noted' };
  try {
    const conversation = (await findConversation(note, request, signal)) ?? (await beginConversation(note, signal));
    if (await hasMessage(note, conversation.id, request.messageId, signal))
      return { type: 'accepted', evidence: 'opencode has it already' };
    const isBusy = await isWorking(note, conversation.id, signal);
    const outcome = await handOver(note, conversation, request, { isBusy, signal });
    if (outcome.type === 'accepted' && !isBusy) await wakeWhenOverlooked(note, conversation.id);
    return outcome;
  } catch (error) {
    if (!(error instanceof OpencodeCallError)) throw error;
    return { type: 'unavailable', reason: `the server of opencode does not answer: ${error.message}` };
  }
}

async function handOver(
  note: LaunchNote,
  conversation: OpencodeSession,
  request: AgentDeliveryRequest,
  options: { readonly isBusy: boolean; readonly signal: AbortSignal | undefined },
): Promise<AgentDeliveryOutcome> {
  const body = {
    parts: [{ type: 'text', text: request.text, metadata: { [MESSAGE_ID_NOTE]: request.messageId } }],
    ...turnSettings(note, conversation),
  };
  const path = `/session/${encodeURIComponent(conversation.id)}/prompt_async`;
  let reply: OpencodeReply;
  try {
    reply = await callOpencode(note, { method: 'POST', path, body, timeoutMs: PROMPT_WITHIN_MS }, options.signal);
  } catch (error) {
    if (error instanceof OpencodeCallError && error.wasSent) return lookAfterwards(note, conversation.id, request, error);
    throw error;
  }
  if (reply.status === 204 || reply.status === 200) {
    return {
      type: 'accepted',
      evidence: `opencode took it (status ${reply.status})`,
      ...(options.isBusy ? { whileBusy: 'steered' as const } : {}),
    };
  }
  if (reply.status === 400 || reply.status === 413) return { type: 'refused', reason: `opencode does not take it: ${wordsOf(reply)}` };
  if (reply.status === 401 || reply.status === 404)
    return { type: 'unavailable', reason: `opencode does not know us or the conversation: ${wordsOf(reply)}` };
  return { type: 'uncertain', reason: `opencode answered with status ${reply.status}` };
}

/**
 * Without them the next turn would be that of the default agent and the default model, whatever the terminal was started with. What
 * the conversation was last held with comes first: a person may have changed it there.
 */
function turnSettings(note: LaunchNote, conversation: OpencodeSession): Readonly<Record<string, unknown>> {
  const agent = conversation.agent ?? note.agent;
  const [providerID = '', ...rest] = (note.model ?? '').split('/');
  const isNew = conversation.agent === undefined;
  return {
    ...(agent === null ? {} : { agent }),
    ...(isNew && rest.length > 0 ? { model: { providerID, modelID: rest.join('/') } } : {}),
  };
}

/** The terminal shows its start page and would begin a conversation with the first prompt: it is begun for it, and shown there. */
async function beginConversation(note: LaunchNote, signal: AbortSignal | undefined): Promise<OpencodeSession> {
  const created = await callOpencode(note, { method: 'POST', path: '/session', body: {} }, signal);
  const session = sessionSchema.safeParse(created.document).data;
  if (created.status !== 200 || session === undefined) {
    throw new OpencodeCallError(`a conversation could not be begun (status ${created.status})`, true);
  }
  await callOpencode(note, { method: 'POST', path: '/tui/select-session', body: { sessionID: session.id } }, signal);
  return session;
}

/** At rest a moment too early: its last answer has not ended yet. What is sent then is never taken up, so it is waited for. */
async function isWorking(note: LaunchNote, conversationId: string, signal: AbortSignal | undefined): Promise<boolean> {
  for (let look = 0; look < SETTLING_LOOKS; look += 1) {
    if ((await readStatus(note, conversationId, signal)).type !== 'idle') return true;
    const newest = (await readMessages(note, conversationId, signal)).at(-1)?.info;
    if (newest?.role !== 'assistant' || newest.time?.completed !== undefined) return false;
    await sleep(LOOK_MS);
  }
  return false;
}

/**
 * A prompt that came in the very moment a turn ended stands in the conversation, but nobody works on it. An empty prompt, which
 * neither the model nor the terminal is shown, makes opencode look again. Nothing that fails here changes that the prompt was taken.
 */
async function wakeWhenOverlooked(note: LaunchNote, conversationId: string): Promise<void> {
  try {
    for (let look = 0; look < OVERLOOKED_LOOKS; look += 1) {
      await sleep(LOOK_MS);
      if ((await readStatus(note, conversationId)).type !== 'idle') return;
      if ((await readMessages(note, conversationId)).at(-1)?.info.role !== 'user') return;
    }
    await callOpencode(note, { method: 'POST', path: `/session/${encodeURIComponent(conversationId)}/prompt_async`, body: { parts: [] } });
  } catch (error) {
    if (!(error instanceof OpencodeCallError)) throw error;
  }
}

async function hasMessage(note: LaunchNote, conversationId: string, messageId: string, signal: AbortSignal | undefined): Promise<boolean> {
  const messages = await readMessages(note, conversationId, signal);
  return messages.some(({ parts }) => parts.some(({ metadata }) => metadata?.[MESSAGE_ID_NOTE] === messageId));
}

/** The connection broke after the message was on its way. The conversation itself tells whether it arrived; only a yes is certain. */
async function lookAfterwards(
  note: LaunchNote,
  conversationId: string,
  request: AgentDeliveryRequest,
  broken: OpencodeCallError,
): Promise<AgentDeliveryOutcome> {
  const arrived = await hasMessage(note, conversationId, request.messageId, AbortSignal.timeout(2_000)).catch(() => false);
  if (arrived) return { type: 'accepted', evidence: 'opencode has it, though it did not say so' };
  return { type: 'uncertain', reason: `the connection broke while it was handed over: ${broken.message}` };
}

function wordsOf({ status, document }: OpencodeReply): string {
  const text = document === null ? '' : JSON.stringify(document).slice(0, 200);
  return `status ${status} ${text}`.trim();
}

import type { AgentAnswerOutcome, AgentAnswerRequest } from '@ao/ports';
import { z } from 'zod';
import { type LaunchNote, readLaunchNote } from '../launch/launch-note.ts';
import { callOpencode, type OpencodeCall, OpencodeCallError } from '../server/opencode-call.ts';
import { readRequests } from '../server/read-requests.ts';
import { fitting } from '../server/server-documents.ts';

const REPLIES: Readonly<Record<string, 'once' | 'always' | 'reject'>> = { allow: 'once', 'allow-always': 'always', deny: 'reject' };

/** Answers a permission or a question: see `AgentV1.answerRequest`. */
export async function answerOpencodeRequest(request: AgentAnswerRequest, signal?: AbortSignal): Promise<AgentAnswerOutcome> {
  const call = callFor(request);
  if (call === null)
    return { type: 'unavailable', reason: `opencode has no answer "${request.answer.choice}" to this: answer in its terminal` };
  const note = await readLaunchNote(request.privateDirectory, request.launchId);
  if (note === null) return { type: 'gone', reason: 'that launch of opencode is over' };
  try {
    const { left } = await readRequests(note, signal);
    const leftOver = request.request.kind === 'permission' ? left.permissions : left.questions;
    if (leftOver.includes(request.request.id)) return { type: 'gone', reason: 'the turn that asked has ended' };
    const { status } = await callOpencode(note, call, signal);
    if (status === 200) return { type: 'given', evidence: `opencode took the answer "${request.answer.choice}"` };
    if (status === 404) return { type: 'gone', reason: 'opencode does not wait for it any more' };
    return { type: 'unavailable', reason: `opencode answered with status ${status}` };
  } catch (error) {
    if (!(error instanceof OpencodeCallError)) throw error;
    if (!error.wasSent) return { type: 'unavailable', reason: `the server of opencode cannot be reached: ${error.message}` };
    return lookAfterwards(note, request);
  }
}

function callFor({ request, answer }: AgentAnswerRequest): OpencodeCall | null {
  const id = encodeURIComponent(request.id);
  const message = answer.message === null || answer.message === '' ? {} : { message: answer.message };
  if (request.kind === 'permission') {
    const reply = REPLIES[answer.choice];
    return reply === undefined ? null : { method: 'POST', path: `/permission/${id}/reply`, body: { reply, ...message } };
  }
  if (answer.choice === 'deny') return { method: 'POST', path: `/question/${id}/reject` };
  const label = labelsIn(request.channel)[Number(answer.choice) - 1];
  if (label === undefined || !/^\d+$/.test(answer.choice)) return null;
  return { method: 'POST', path: `/question/${id}/reply`, body: { answers: [[label]] } };
}

/** A question is answered by the words of a choice, not by its number. */
function labelsIn(channel: string | null): readonly string[] {
  try {
    const document: unknown = JSON.parse((channel ?? '').replace(/^question /, ''));
    return fitting(z.string(), document);
  } catch {
    return [];
  }
}

/** The connection broke after the answer was on its way: what is still asked was not answered. */
async function lookAfterwards(note: LaunchNote, { request }: AgentAnswerRequest): Promise<AgentAnswerOutcome> {
  try {
    const { status, document } = await callOpencode(note, { method: 'GET', path: `/${request.kind}`, timeoutMs: 2_000 });
    const open = fitting(z.looseObject({ id: z.string() }), document);
    if (status !== 200) return { type: 'unavailable', reason: 'opencode does not tell what it asks' };
    if (open.some(({ id }) => id === request.id)) return { type: 'unavailable', reason: 'the connection broke before opencode took it' };
    return { type: 'given', evidence: 'opencode does not ask any more' };
  } catch {
    return { type: 'gone', reason: 'opencode ended while it was answered' };
  }
}

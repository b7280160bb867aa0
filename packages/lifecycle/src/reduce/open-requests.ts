import {
  type Activity,
  AGENT_REQUEST_INPUT_MAX_BYTES,
  AGENT_REQUESTS_MAX,
  type AgentRequest,
  type SessionRecord,
  type Timestamp,
  utf8Length,
} from '@ao/domain';
import { shortText } from './activity-evidence.ts';

const ID_MAX_CHARACTERS = 200;
const TOOL_MAX_CHARACTERS = 100;
const CHOICES_MAX = 32;
const LABEL_MAX_CHARACTERS = 200;
const CHANNEL_MAX_CHARACTERS = 2_000;
/** Line breaks and tabs stay: an input is shown as it would be given to the tool. */
const CONTROL_CHARACTERS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]+/g;

/** A request as it is stored: nothing in it disturbs a terminal or fills a disk. Null when it cannot be named. */
export function cleanRequest(request: AgentRequest, now: Timestamp): AgentRequest | null {
  const id = shortText(request.id)?.slice(0, ID_MAX_CHARACTERS).trim() ?? '';
  if (id === '') return null;
  const tool = shortText(request.tool)?.slice(0, TOOL_MAX_CHARACTERS).trim() ?? null;
  const choices = request.choices.slice(0, CHOICES_MAX).flatMap((choice) => {
    const choiceId = shortText(choice.id);
    if (choiceId === null || choiceId !== choice.id) return [];
    return [{ id: choiceId, label: shortText(choice.label)?.slice(0, LABEL_MAX_CHARACTERS).trim() ?? choiceId }];
  });
  const channel = request.channel !== null && request.channel.length <= CHANNEL_MAX_CHARACTERS ? request.channel : null;
  return {
    id,
    kind: request.kind,
    tool,
    input: cutInput(request.input),
    text: shortText(request.text) ?? tool ?? request.kind,
    choices,
    askedAt: Math.min(request.askedAt, now),
    channel,
  };
}

/** The requests with one more. The same id replaces; the oldest stand first, and of too many the newest stay. */
export function withRequest(open: readonly AgentRequest[], request: AgentRequest): readonly AgentRequest[] {
  const known = open.find(({ id }) => id === request.id);
  if (known !== undefined && isSameRequest(known, request)) return open;
  return [...open.filter((other) => other !== known), request].sort((one, other) => one.askedAt - other.askedAt).slice(-AGENT_REQUESTS_MAX);
}

/** Whether somebody is awaited at all. */
export function awaitsPerson(activity: Activity): boolean {
  return activity.state === 'blocked' || activity.state === 'waiting_input';
}

/** The open request that the activity speaks of. */
export function shownRequest(record: SessionRecord): AgentRequest | null {
  const { correlationId } = record.activity;
  return correlationId === null ? null : (record.requests.find(({ id }) => id === correlationId) ?? null);
}

/** The activity an open request stands for. */
export function activityOfRequest(request: AgentRequest, known: Activity): Activity {
  return {
    state: request.kind === 'question' ? 'waiting_input' : 'blocked',
    since: request.askedAt,
    evidenceAt: Math.max(known.evidenceAt, request.askedAt),
    source: known.source,
    detail: request.text,
    correlationId: request.id,
  };
}

/** Requests stand open only while somebody is awaited: whatever ends the waiting ends them. */
export function withoutStaleRequests(record: SessionRecord): SessionRecord {
  if (record.requests.length === 0 || awaitsPerson(record.activity)) return record;
  return { ...record, requests: [] };
}

function cutInput(input: string | null): string | null {
  const cleaned = input?.replace(CONTROL_CHARACTERS, '').toWellFormed() ?? null;
  if (cleaned === null || utf8Length(cleaned) <= AGENT_REQUEST_INPUT_MAX_BYTES) return cleaned;
  let bytes = 0;
  let cut = '';
  for (const character of cleaned) {
    bytes += utf8Length(character);
    if (bytes > AGENT_REQUEST_INPUT_MAX_BYTES) break;
    cut += character;
  }
  return cut;
}

function isSameRequest(one: AgentRequest, other: AgentRequest): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

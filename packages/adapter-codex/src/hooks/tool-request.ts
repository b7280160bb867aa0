import { createHash } from 'node:crypto';
import { oneLine } from '@ao/adapter-kit';
import {
  AGENT_REQUEST_INPUT_MAX_BYTES,
  AGENT_REQUEST_TEXT_MAX,
  type AgentRequest,
  type AgentRequestKind,
  type Timestamp,
} from '@ao/domain';
import { CODEX_CHOICES } from '../requests/codex-decision.ts';
import type { CodexHookPayload } from './codex-hook-payload.ts';

/** The tool that lets a person choose. Codex offers it in its plan mode only, and asks no permission for it. */
export const QUESTION_TOOL = 'request_user_input';

/** Why the agent wants to leave the sandbox. Only the request for permission has it. */
const REASON_FIELD = 'description';

/** The part of a tool's input that tells people most, in the order of preference. */
const TELLING_FIELDS = ['command', 'path', 'url', 'query', 'message', 'prompt', REASON_FIELD];

const HASH_LENGTH = 16;

/**
 * Names one use of a tool. The request for permission carries no tool use id, so the name is made from what both it and the end of
 * the tool carry: who asks, the tool, and its input without the reason.
 */
export function requestIdOf(payload: CodexHookPayload): string | null {
  const { tool_name: tool, tool_input: input = {}, agent_id: agent } = payload;
  if (tool === undefined) return null;
  const content = Object.entries(input).filter(([name]) => name !== REASON_FIELD);
  const hash = createHash('sha256')
    .update(`${agent ?? ''}\n${JSON.stringify(content)}`)
    .digest('hex')
    .slice(0, HASH_LENGTH);
  return `${oneLine(tool, 60)}:${hash}`;
}

/** What is asked, on one line: `Bash: npm test`, or the question itself. */
export function requestTextOf(payload: CodexHookPayload): string {
  const { tool_name: tool = 'a tool', tool_input: input = {} } = payload;
  if (tool === QUESTION_TOOL) return oneLine(questionIn(input) ?? 'asks a question');
  const field = TELLING_FIELDS.find((name) => typeof input[name] === 'string');
  const value = field === undefined ? '' : String(input[field]);
  return oneLine(value.trim() === '' ? tool : `${tool}: ${value}`);
}

/** What a request is besides its payload. */
export interface AskedBy {
  readonly kind: AgentRequestKind;
  readonly askedAt: Timestamp;
  /** The pipe its hook waits at; null when it does not wait. */
  readonly channel: string | null;
}

/** The request as data. It has choices only while a hook waits for one; else it is answered in the terminal. */
export function agentRequestOf(payload: CodexHookPayload, { kind, askedAt, channel }: AskedBy): AgentRequest | undefined {
  const id = requestIdOf(payload);
  if (id === null) return undefined;
  const reason = payload.tool_input?.[REASON_FIELD];
  const text = requestTextOf(payload);
  return {
    id,
    kind,
    tool: payload.tool_name === undefined ? null : oneLine(payload.tool_name, 100),
    input: withinBytes(JSON.stringify(payload.tool_input ?? {}), AGENT_REQUEST_INPUT_MAX_BYTES),
    text: oneLine(typeof reason === 'string' && !text.includes(reason) ? `${text} (${reason})` : text, AGENT_REQUEST_TEXT_MAX),
    choices: channel === null ? [] : CODEX_CHOICES,
    askedAt,
    channel,
  };
}

function withinBytes(text: string, maxBytes: number): string {
  const bytes = Buffer.from(text);
  if (bytes.length <= maxBytes) return text;
  // A character that was cut in two becomes a replacement, which is longer.
  return bytes
    .subarray(0, maxBytes)
    .toString('utf8')
    .replace(/\ufffd$/, '');
}

function questionIn(input: Readonly<Record<string, unknown>>): string | null {
  const questions = Array.isArray(input['questions']) ? (input['questions'] as readonly unknown[]) : [];
  const texts = questions.map((entry) =>
    typeof entry === 'object' && entry !== null && 'question' in entry && typeof entry.question === 'string' ? entry.question : '',
  );
  return texts.filter((entry) => entry !== '').join(' · ') || null;
}

import { createHash } from 'node:crypto';
import { relative } from 'node:path';
import { oneLine } from '@ao/adapter-kit';
import type { ClaudeHookPayload } from './claude-hook-payload.ts';

/** A tool whose input comes back changed (with the answers), so that only its name can tell that it is the same request. */
export const QUESTION_TOOL = 'AskUserQuestion';
/** The tool that asks for the approval of a plan. */
export const PLAN_TOOL = 'ExitPlanMode';
const NAMED_BY_TOOL_ONLY = new Set([QUESTION_TOOL, PLAN_TOOL]);

/** The part of a tool's input that tells people most, in the order of preference. */
const TELLING_FIELDS = ['command', 'file_path', 'notebook_path', 'url', 'query', 'pattern', 'path', 'description', 'prompt', 'skill'];

const HASH_LENGTH = 16;

/**
 * Names one use of a tool. The request for permission carries no tool use id, so the name is made from what both it and the end of
 * the tool carry: who asks, the tool, and its input.
 */
export function requestIdOf(payload: ClaudeHookPayload): string | null {
  const { tool_name: tool, tool_input: input, agent_id: agent } = payload;
  if (tool === undefined) return null;
  const content = NAMED_BY_TOOL_ONLY.has(tool) ? '' : JSON.stringify(input ?? {});
  const hash = createHash('sha256')
    .update(`${agent ?? ''}\n${content}`)
    .digest('hex')
    .slice(0, HASH_LENGTH);
  return `${oneLine(tool, 60)}:${hash}`;
}

/** What is asked, on one line: `Bash: npm test`, `Write: src/a.ts`, or the question itself. */
export function requestTextOf(payload: ClaudeHookPayload): string {
  const { tool_name: tool = 'a tool', tool_input: input = {} } = payload;
  if (tool === QUESTION_TOOL) return oneLine(questionIn(input) ?? 'asks a question');
  if (tool === PLAN_TOOL) return 'asks whether its plan is good';
  const field = TELLING_FIELDS.find((name) => typeof input[name] === 'string');
  const value = field === undefined ? '' : String(input[field]);
  const shown = field?.endsWith('path') === true ? insideFolder(value, payload['cwd']) : value;
  return oneLine(shown === '' ? tool : `${tool}: ${shown}`);
}

function questionIn(input: Readonly<Record<string, unknown>>): string | null {
  const questions = Array.isArray(input['questions']) ? (input['questions'] as readonly unknown[]) : [];
  const texts = questions.map((entry) =>
    typeof entry === 'object' && entry !== null && 'question' in entry && typeof entry.question === 'string' ? entry.question : '',
  );
  return texts.filter((entry) => entry !== '').join(' · ') || null;
}

function insideFolder(path: string, folder: unknown): string {
  const inside = typeof folder === 'string' && folder !== '' ? relative(folder, path) : path;
  return inside === '' || inside.startsWith('..') ? path : inside;
}

import type { AgentRequest, AnswerResult } from '@ao/client';
import { cleanMessageText } from '@ao/domain';
import { cleanLine, type Paint } from './colour.ts';

/** Enough to see what is asked; the rest stands in `ao ls --json`. */
const SHOWN_LINES = 20;

/** The part of a session that says how to answer it. */
export interface AskingSession {
  readonly id: string;
  readonly activity: { readonly correlationId: string | null };
  readonly requests: readonly Pick<AgentRequest, 'id' | 'choices'>[];
  /** What it asked with `ao ask`. */
  readonly questions: readonly { readonly id: string }[];
  readonly reason: { readonly rule: string };
}

/** The command that answers a session: with its choices where it takes them from outside, else the way into its terminal. */
export function answerCommand(session: AskingSession): string {
  const { id, requests, activity, questions, reason } = session;
  if (reason.rule === 'agent_question') return `ao answer ${id} "…"${questions.length > 1 ? ` --request ${questions[0]?.id ?? ''}` : ''}`;
  const request = requests.find((each) => each.id === activity.correlationId) ?? requests[0];
  if (request === undefined || request.choices.length === 0) return `ao attach ${id}`;
  const which = requests.length > 1 ? ` --request ${request.id}` : '';
  return `ao session answer ${id} ${request.choices.map((choice) => choice.id).join('|')}${which}`;
}

/** What is asked, with the input of the tool and what each choice means. */
export function renderRequest(sessionId: string, request: AgentRequest, paint: Paint): string {
  const input = inputLines(request.input);
  const shown = input.slice(0, SHOWN_LINES).map((line) => `  │ ${line}`);
  if (input.length > SHOWN_LINES) shown.push(`  │ … ${input.length - SHOWN_LINES} more lines`);
  const width = Math.max(...request.choices.map(({ id }) => id.length));
  const choices = request.choices.map(({ id, label }) => `  ${paint('strong', id.padEnd(width))}  ${cleanLine(label)}`);
  return [`${paint('strong', sessionId)} asks: ${request.text}`, ...shown, ...choices].join('\n');
}

/** What became of an answer, on one line. */
export function renderAnswer({ session, request, choice, evidence }: AnswerResult, paint: Paint): string {
  return `${paint('strong', session.id)}  ${choice.id} given to its agent: ${request.text}  ${paint('faint', evidence)}`;
}

function inputLines(input: string | null): readonly string[] {
  if (input === null) return [];
  return cleanMessageText(fieldsOf(input)).trimEnd().split('\n');
}

/** One field per line as people read it; an input that was cut is shown as it came. */
function fieldsOf(input: string): string {
  try {
    const value: unknown = JSON.parse(input);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return input;
    return Object.entries(value)
      .map(([name, field]) => `${name}: ${typeof field === 'string' ? field : JSON.stringify(field)}`)
      .join('\n');
  } catch {
    return input;
  }
}

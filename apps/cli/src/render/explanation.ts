import type { Explanation } from '@ao/client';
import { shortAge } from './age.ts';
import { cleanLine, type Paint } from './colour.ts';
import { renderMessage } from './message-receipts.ts';
import { noteText } from './pull-request-words.ts';
import { indentScreen } from './screen-excerpt.ts';
import { statusSentence, statusWords } from './status-words.ts';

/** Messages older than the last few rarely explain anything. */
const SHOWN_MESSAGES = 3;

/** Statuses that are clear without a look at the screen. */
const PLAIN = new Set(['working', 'idle', 'terminated']);

/** Statuses that the screen may explain. */
const UNKNOWING = new Set(['unknown', 'no_signal', 'starting']);

type Fact = Explanation['evidence'][number];

/** Why a session has its status: the sentence first, the evidence below, then its screen when that may tell more, what to do at the end. */
export function renderExplanation(explanation: Explanation, paint: Paint): string {
  const { session, evidence, screen } = explanation;
  const { tone } = statusWords(session.status);
  const width = Math.max(8, ...evidence.map((fact) => fact.name.length));
  const row = (name: string, text: string): string => `  ${name.padEnd(width)}  ${text}`;
  const lines = [`${session.id} ${paint(tone, statusSentence(session.status))}, because: ${cleanLine(session.reason.text)}`];
  for (const fact of evidence) {
    const origin = originOf(fact);
    lines.push(row(fact.name, `${cleanLine(fact.value)}${origin === '' ? '' : paint('faint', ` (${origin})`)}`));
  }
  for (const { number, note } of session.pullRequests) {
    if (note !== null) lines.push(row('reactions', `#${number}: ${noteText(note)}${paint('faint', ` (ao pr explain ${number})`)}`));
  }
  for (const operation of explanation.operations.filter(({ state }) => state !== 'done')) {
    lines.push(
      row('command', `${operation.kind} ${operation.state}${operation.error === null ? '' : `: ${cleanLine(operation.error.message)}`}`),
    );
  }
  for (const message of explanation.messages.slice(0, SHOWN_MESSAGES)) lines.push(row('message', renderMessage(message, paint)));
  if (screen !== null && screen.text !== null && !PLAIN.has(session.status))
    lines.push(row('its screen', '').trimEnd(), indentScreen(screen.text));
  if (screen?.state === 'dialog' && UNKNOWING.has(session.status)) {
    lines.push(`Likely its agent waits for an answer in its terminal: ${paint('strong', `ao attach ${session.id}`)}`);
  }
  if (session.reason.nextStep !== null) lines.push(session.reason.nextStep);
  return lines.join('\n');
}

/** Where a fact comes from and how old it is; not said twice when its name or value says it already. */
function originOf(fact: Fact): string {
  const source = fact.source?.replaceAll('_', ' ') ?? null;
  const isSaid = source === null || `${fact.name} ${fact.value}`.includes(source);
  const age = fact.ageMs === null ? null : fact.ageMs < 1000 ? 'now' : `${shortAge(fact.ageMs)} ago`;
  return [isSaid ? null : source, age].filter((part) => part !== null).join(', ');
}

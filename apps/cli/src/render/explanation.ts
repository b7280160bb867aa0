import type { Explanation } from '@ao/client';
import { shortAge } from './age.ts';
import type { Paint } from './colour.ts';
import { renderMessage } from './message-receipts.ts';
import { statusWords } from './status-words.ts';

/** Messages older than the last few rarely explain anything. */
const SHOWN_MESSAGES = 3;

/** Why a session has its status: the sentence first, the evidence below, what to do at the end. */
export function renderExplanation(explanation: Explanation, paint: Paint): string {
  const { session, evidence, screen } = explanation;
  const words = statusWords(session.status);
  const width = Math.max(8, ...evidence.map((fact) => fact.name.length));
  const lines = [`Status ${paint(words.tone, words.text)}, because: ${session.reason.text}`];
  for (const fact of evidence) {
    const origin = [fact.source, fact.ageMs === null ? null : `${shortAge(fact.ageMs)} ago`].filter((part) => part !== null).join(', ');
    lines.push(`  ${fact.name.padEnd(width)}  ${fact.value}${origin === '' ? '' : paint('faint', ` (${origin})`)}`);
  }
  if (screen !== null) lines.push(`  ${'screen'.padEnd(width)}  ${screen.state}${screen.text === null ? '' : `: "${screen.text}"`}`);
  for (const operation of explanation.operations.filter(({ state }) => state !== 'done')) {
    lines.push(
      `  ${'command'.padEnd(width)}  ${operation.kind} ${operation.state}${operation.error === null ? '' : `: ${operation.error.message}`}`,
    );
  }
  for (const message of explanation.messages.slice(0, SHOWN_MESSAGES))
    lines.push(`  ${'message'.padEnd(width)}  ${renderMessage(message, paint)}`);
  if (session.reason.nextStep !== null) lines.push(session.reason.nextStep);
  return lines.join('\n');
}

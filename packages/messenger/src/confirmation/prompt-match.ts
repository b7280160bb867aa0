import type { AgentComposer } from '@ao/ports';

/** From this length on a text does not stand inside another one by chance. */
const UNMISTAKABLE_CHARACTERS = 40;

/**
 * Tells whether the prompt an agent reports is a given message.
 *
 * - white space is folded: terminals and composers change it
 * - some agents wrap long pastes into markup of their own; a message inside nothing but markup is the message
 * - a long message inside other text is the message, with something the person added; a short one proves nothing there
 */
export function isPromptOf(reported: string, delivered: string, composer: AgentComposer | undefined): boolean {
  const expected = fold(composer?.reportedText?.(delivered) ?? delivered);
  const actual = fold(reported);
  if (expected === '' || actual === '') return false;
  if (actual === expected) return true;
  const at = actual.indexOf(expected);
  if (at < 0) return false;
  if (expected.length >= UNMISTAKABLE_CHARACTERS) return true;
  const around = `${actual.slice(0, at)} ${actual.slice(at + expected.length)}`;
  return around.replace(/<[^<>]*>/g, '').trim() === '';
}

function fold(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

/** Alone on their line these end Claude Code, with or without spaces around them. */
const EXIT_WORDS = new Set(['exit', 'quit', ':q', ':q!', ':wq', ':wq!']);

/** `/` with a word behind it is a command, also with spaces before it; a path with another slash or a dot in it is not. */
const SLASH_COMMAND = /^\/(?:[A-Za-z0-9_:-]*)(?=\s|$)/;

/** Zero-width characters, marks of direction, soft hyphens, tags, variation selectors, fillers: what nobody sees. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;

/** Emoji made of several characters, key caps, and joiners between letters of scripts that need them. */
const PART_OF_SOMETHING_VISIBLE =
  /\p{Extended_Pictographic}(?:[\ufe0e\ufe0f]|\p{Emoji_Modifier}|\u200d\p{Extended_Pictographic}|[\u{e0020}-\u{e007f}])*|[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Malayalam}\p{Script=Sinhala}\p{M}][\u200c\u200d]|[0-9#*]\ufe0f\u20e3/gu;

/**
 * Why Claude Code would not take a text for a prompt; null when it would. It runs commands of its own and ends on some words, and
 * no way is known to give it such a text unchanged.
 */
export function commandRefusal(text: string): string | null {
  const trimmed = text.trim();
  if (EXIT_WORDS.has(trimmed)) return `Claude Code would end: it takes "${trimmed}" for a command. Put another word with it.`;
  const command = SLASH_COMMAND.exec(trimmed)?.[0];
  if (command === undefined) return null;
  return `Claude Code would run "${command}" as a command of its own. Put a word before it, or type it yourself with \`ao attach\`.`;
}

/**
 * A text as it is typed: composed characters, nothing invisible. Claude Code removes invisible characters by itself, but then does
 * not submit until Enter is pressed again. Joiners that make one emoji, or stand between letters that need them, stay.
 */
export function typedText(text: string): string {
  const composed = text.normalize('NFC');
  let result = '';
  let end = 0;
  for (const match of composed.matchAll(PART_OF_SOMETHING_VISIBLE)) {
    result += composed.slice(end, match.index).replaceAll(INVISIBLE, '') + match[0];
    end = match.index + match[0].length;
  }
  return result + composed.slice(end).replaceAll(INVISIBLE, '');
}

/** A text with everything left out that Claude Code may change on its way: for comparing what it reports with what was sent. */
export function comparableText(text: string): string {
  return text.normalize('NFC').replaceAll(INVISIBLE, '');
}

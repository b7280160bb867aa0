import { anything, type Arbitrary, array, constantFrom, dictionary, oneof, string } from 'fast-check';

const WORDS = [
  'Stop',
  'PreToolUse',
  'PermissionRequest',
  'UserPromptSubmit',
  'SessionStart',
  'idle',
  'busy',
  '\u001b[31m',
  '\u0000',
  'x'.repeat(5000),
];
const FIELDS = [
  'hook_event_name',
  'type',
  'event',
  'session_id',
  'prompt',
  'tool_name',
  'tool_input',
  'tool_use_id',
  'message',
  'error',
  'status',
];

/** Any text: empty, binary, very long, half a surrogate. */
export const anyText: Arbitrary<string> = oneof(
  string({ unit: 'binary' }),
  string({ unit: 'grapheme' }),
  constantFrom('', ...WORDS, '\ud800'),
);

/** What a hook may drop: no JSON, JSON of any shape, JSON that looks almost right. */
export const anyPayload: Arbitrary<string> = oneof(
  anyText,
  anything({ maxDepth: 2, maxKeys: 4 }).map((value) => JSON.stringify(value) ?? ''),
  dictionary(constantFrom(...FIELDS), oneof(anyText, anything({ maxDepth: 2, maxKeys: 4 })), { maxKeys: 8 }).map((value) =>
    JSON.stringify(value),
  ),
);

/** The lines of any screen: boxes, prompts, choices, and nonsense. */
export const anyScreenLines: Arbitrary<readonly string[]> = array(
  oneof(
    anyText,
    constantFrom(
      '─'.repeat(40),
      '╭────────╮',
      '│ > hello │',
      '❯',
      '› ',
      '> ',
      '❯ 1. Yes',
      '  2. No',
      'Do you want to proceed?',
      'esc to interrupt',
      '',
    ),
  ),
  { maxLength: 50 },
);

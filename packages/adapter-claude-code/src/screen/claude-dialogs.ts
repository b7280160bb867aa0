import type { DialogRule } from '@ao/adapter-kit';
import type { LaunchState } from '@ao/domain';
import type { ScreenDialog } from '@ao/ports';

/** Dialogs of Claude Code, matched against the screen without frames when no composer is on it. The first match counts. */
export const CLAUDE_DIALOGS: readonly DialogRule[] = [
  { kind: 'trust', pattern: /Quick safety check|Do you trust the files in this folder/, textPattern: /(?<=Accessing workspace:\s+)\S.*/ },
  { kind: 'login', pattern: /Select login method|Do you want to use this API key\?|Paste code here if prompted|Browser didn't open\?/ },
  { kind: 'other', pattern: /Claude Code running in Bypass Permissions mode/ },
  { kind: 'other', pattern: /Choose the text style that looks best|Security notes:/ },
  { kind: 'other', pattern: /^ *Settings Warning/m, textPattern: /^ *Settings Warning\n+.*(?:\n.*)?/m },
  { kind: 'update', pattern: /(?:Update|upgrade) (?:available|required)|needs an update/i },
  { kind: 'question', pattern: /Enter to select/, textPattern: /^ ?[^\s☐☒✔❯].*\?$|(?<=^ *☐.*\n+)\S.*/m },
  { kind: 'permission', pattern: /Exit plan mode\?|Would you like to proceed\?/ },
  { kind: 'permission', pattern: /Auto mode can't check actions/ },
  { kind: 'permission', pattern: /Do you want to [^?]+\?/, textPattern: /Do you want to [^?\n]+\?/ },
  { kind: 'other', pattern: /Esc to (?:cancel|close|exit)|Enter to (?:confirm|continue)|Press Enter to continue/ },
];

/** What a dialog says about the launch, when it has not become ready yet. */
export const LAUNCH_OF_DIALOG: Readonly<Record<ScreenDialog['kind'], LaunchState | null>> = {
  trust: 'needs_trust',
  login: 'needs_login',
  update: 'update_prompt',
  permission: null,
  question: null,
  other: null,
};

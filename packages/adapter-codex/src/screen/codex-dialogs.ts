import type { DialogRule } from '@ao/adapter-kit';
import type { LaunchState } from '@ao/domain';
import type { ScreenDialog } from '@ao/ports';

/** Dialogs of Codex, matched against the screen without frames when no composer is on it. The first match counts. */
export const CODEX_DIALOGS: readonly DialogRule[] = [
  {
    kind: 'trust',
    pattern: /^Folder access$|^Trust this folder\?/m,
    textPattern: /(?<=repository root:\s+)\S.*|(?<=^Folder access\s+)\S.*(?![\s\S]*repository root:)/m,
  },
  { kind: 'login', pattern: /Sign in with ChatGPT|Choose how you want to use Codex/ },
  { kind: 'other', pattern: /^Hooks need review/m, textPattern: /^Hooks need review\s+\S.*/m },
  { kind: 'other', pattern: /^⚠ .* hooks? needs? review/m },
  { kind: 'other', pattern: /^Working directory · (?:resume|fork)/m },
  { kind: 'update', pattern: /^(?:✨\S? )?Update available!|Update now \(runs/m },
  { kind: 'permission', pattern: /^Implement this plan\?/m },
  { kind: 'question', pattern: /enter to submit answer/, textPattern: /(?<=^Question \d+\/\d+.*\n\s*)\S.*/m },
  {
    kind: 'permission',
    pattern: /^(?:Would you like to|Do you want to approve) [^?]+\?/m,
    textPattern: /^(?:Would you like to|Do you want to approve) [^?]+\?/m,
  },
];

/** The last rows of a dialog and of a view: which keys do what. */
export const DIALOG_FOOTER =
  /\benter (?:to )?(?:confirm|continue|select|review|submit)|\benter\/esc\b|\besc (?:to )?(?:back|cancel|skip|close|dismiss|interrupt)|\besc dismiss|^\? \/ esc close|↵ rewind/i;

/** A view one only looks at: nobody is asked anything. */
export const VIEW_FOOTER = /Browsing transcript|f2 to view ·|\besc dismiss & close|^\? \/ esc close/;

/** What a dialog says about the launch, when it has not become ready yet. */
export const LAUNCH_OF_DIALOG: Readonly<Record<ScreenDialog['kind'], LaunchState | null>> = {
  trust: 'needs_trust',
  login: 'needs_login',
  update: 'update_prompt',
  permission: null,
  question: null,
  other: null,
};

import { type DialogRule, findDialog, findFramedComposer, plainLines } from '@ao/adapter-kit';
import type { LaunchState } from '@ao/domain';
import type { ScreenDialog, ScreenReading, ScreenSnapshot } from '@ao/ports';

const DIALOGS: readonly DialogRule[] = [
  { kind: 'trust', pattern: /Do you trust the files in this folder\?/ },
  { kind: 'login', pattern: /Select login method:/ },
  { kind: 'update', pattern: /Install the update now\?/ },
  { kind: 'permission', pattern: /(.+) wants to run\n(.*)\n[\s\S]*Do you want to proceed\?/, textPattern: /.+ wants to run(?:\n.+)?/ },
  { kind: 'question', pattern: /A question\n+(.+)/, textPattern: /(?<=A question\n+).+/ },
  { kind: 'other', pattern: /Enter to confirm · Esc to cancel/ },
];

const LAUNCH_OF_DIALOG: Readonly<Record<ScreenDialog['kind'], LaunchState | null>> = {
  trust: 'needs_trust',
  login: 'needs_login',
  update: 'update_prompt',
  permission: null,
  question: null,
  other: null,
};

/** Reads the screen of the scripted agent. */
export function readScriptedScreen(screen: ScreenSnapshot): ScreenReading {
  const composer = findFramedComposer(screen.lines, ['›']);
  const lines = plainLines(screen);
  const footer = lines.findLast((line) => line !== '') ?? '';
  if (composer !== null && / mode · /.test(footer)) {
    const busy = footer.endsWith('esc to interrupt');
    return { state: busy ? 'busy' : 'composer', dialog: null, composerText: composer.text, launch: 'ready' };
  }
  const dialog = footer === 'Enter to confirm · Esc to cancel' ? findDialog(lines, DIALOGS) : null;
  if (dialog !== null) return { state: 'dialog', dialog, composerText: null, launch: LAUNCH_OF_DIALOG[dialog.kind] };
  const state = lines.every((line) => line === '') ? 'starting' : 'unknown';
  return { state, dialog: null, composerText: null, launch: null };
}

import type { NoticeDispatch } from '@ao/ports';

/** A program that shows something on the desktop, and how it is called. */
export interface DesktopProgram {
  readonly program: string;
  readonly installHint: string;
  arguments(dispatch: NoticeDispatch): readonly string[];
}

/** Text comes in as arguments of the script, never as part of it. The first of them ends the options. */
const APPLESCRIPT = ['on run argv', 'display notification (item 2 of argv) with title (item 1 of argv)', 'end run'] as const;

const NOTIFY_SEND: DesktopProgram = {
  program: 'notify-send',
  installHint: 'Install libnotify (on Debian and Ubuntu: libnotify-bin).',
  arguments(dispatch) {
    const urgency = dispatch.notices.some(({ priority }) => priority === 'high') ? 'critical' : 'normal';
    return ['--app-name=ao', `--urgency=${urgency}`, '--', dispatch.title, asPlainBody(dispatch.text)];
  },
};

const OSASCRIPT: DesktopProgram = {
  program: 'osascript',
  installHint: 'It is part of macOS.',
  arguments: ({ title, text }) => [...APPLESCRIPT.flatMap((line) => ['-e', line]), title, text],
};

/** The program of a platform; null where there is none. */
export function desktopProgram(platform: NodeJS.Platform): DesktopProgram | null {
  if (platform === 'darwin') return OSASCRIPT;
  return platform === 'win32' ? null : NOTIFY_SEND;
}

/** notify-send reads backslash sequences in the body, and notification servers read markup in it. Neither finds any here. */
function asPlainBody(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

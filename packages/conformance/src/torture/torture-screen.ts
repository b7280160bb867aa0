import type { ScreenReading, ScreenSnapshot } from '@ao/ports';

/** What a tortured agent shows. */
export interface TortureScene {
  readonly isListening: boolean;
  /** Only the upper part of the picture has been drawn. */
  readonly isTorn: boolean;
  readonly busyForMs: number | null;
  readonly composer: string;
  readonly question: string | null;
  readonly transcript: readonly string[];
}

const COLUMNS = 76;
const RULE = '─'.repeat(COLUMNS);
const SIGN = '› ';
const FOOTER = '  torture agent · ';
const DIALOG_FOOTER = ' Enter to confirm · Esc to cancel';
const COMPOSER_ROWS = 6;
const SPINNER = ['✶', '✷', '✸', '✹'];
const SPINNER_MS = 150;

/** Draws a scene, from top to bottom; no row is wider than 76 columns. */
export function drawTortureScene(scene: TortureScene): readonly string[] {
  if (!scene.isListening) return scene.question === null ? [''] : dialogRows(scene.question);
  const above = ['Torture agent', ...scene.transcript.slice(-6).map((line) => line.slice(0, COLUMNS))];
  if (scene.isTorn) return [...above, RULE];
  if (scene.question !== null) return [...above, ...dialogRows(scene.question)];
  const { busyForMs } = scene;
  const frame = busyForMs === null ? '' : (SPINNER[Math.floor(busyForMs / SPINNER_MS) % SPINNER.length] ?? '');
  const working = busyForMs === null ? [] : [`${frame} Working… (${Math.floor(busyForMs / 1000)}s)`];
  const rows = composerRows(scene.composer);
  return [...above, ...working, RULE, ...rows, RULE, `${FOOTER}${busyForMs === null ? '? for help' : 'esc to interrupt'}`];
}

/** Reads what was drawn. */
export function readTortureScreen(screen: Pick<ScreenSnapshot, 'lines'>): ScreenReading {
  const lines = screen.lines.map((line) => line.trimEnd());
  const last = lines.findLastIndex((line) => line !== '');
  const footer = lines[last] ?? '';
  if (last < 0) return { state: 'starting', dialog: null, composerText: null, launch: null };
  if (footer === DIALOG_FOOTER) {
    const text = (lines[lines.lastIndexOf(RULE) + 1] ?? '').trim();
    const isTrust = text.startsWith('Do you trust');
    const dialog = { kind: isTrust ? 'trust' : 'permission', text } as const;
    return { state: 'dialog', dialog, composerText: null, launch: isTrust ? 'needs_trust' : null };
  }
  const bottom = last - 1;
  const top = lines.lastIndexOf(RULE, bottom - 1);
  if (!footer.startsWith(FOOTER) || lines[bottom] !== RULE || top < 0 || lines[top + 1]?.startsWith('›') !== true) {
    return { state: 'unknown', dialog: null, composerText: null, launch: null };
  }
  const composerText = lines
    .slice(top + 1, bottom)
    .map((line) => line.slice(SIGN.length))
    .join('\n');
  return { state: footer.endsWith('esc to interrupt') ? 'busy' : 'composer', dialog: null, composerText, launch: 'ready' };
}

function dialogRows(question: string): readonly string[] {
  return [RULE, ` ${question}`, ' ❯ 1. Yes', '   2. No', DIALOG_FOOTER];
}

/** The last rows of the text, as a small composer shows them. */
function composerRows(text: string): readonly string[] {
  const width = COLUMNS - SIGN.length - 2;
  const rows = text.split('\n').flatMap((line) => {
    const characters = Array.from(line);
    const pieces = Array.from({ length: Math.max(1, Math.ceil(characters.length / width)) }, (_, index) =>
      characters.slice(index * width, (index + 1) * width).join(''),
    );
    return pieces;
  });
  return rows.slice(-COMPOSER_ROWS).map((row, index) => `${index === 0 ? SIGN : '  '}${row}`);
}

import type { IBufferCell, Terminal } from '@xterm/headless';

/** Neighbouring cells that look the same. */
interface Run {
  readonly column: number;
  readonly text: string;
  readonly colour: string;
  readonly bold: boolean;
}

const CELL_WIDTH = 8.4;
const LINE_HEIGHT = 20;
const FONT_SIZE = 14;
const PADDING = 22;
const TITLE_BAR = 38;

const FOREGROUND = '#d7dce5';
const FAINT = '#8791a3';
const BACKGROUND = '#1b212c';
/** The sixteen colours of a terminal; quiet, and readable on the background. */
// biome-ignore format: the eight colours, and the eight bright ones.
const PALETTE: readonly string[] = [
  '#3b4252', '#f0808a', '#9fd489', '#f4c96b', '#86b3f0', '#cfa6ec', '#77cfdc', '#d7dce5',
  '#5c6678', '#ff9aa2', '#b8e6a4', '#ffdd91', '#a6c8ff', '#e0c2f7', '#98e2ec', '#ffffff',
];

/** Draws what a terminal shows as SVG: a window with a title, text as text, colours as they are. Blank lines at the end are left out. */
export function renderScreen(terminal: Terminal, title: string): string {
  const rows = rowsOf(terminal);
  const width = Math.ceil(terminal.cols * CELL_WIDTH + 2 * PADDING);
  const height = TITLE_BAR + rows.length * LINE_HEIGHT + PADDING;
  const lights = ['#f0808a', '#f4c96b', '#9fd489'].map(
    (colour, index) => `<circle cx="${PADDING + index * 20}" cy="${TITLE_BAR / 2}" r="6" fill="${colour}"/>`,
  );
  const lines = rows.flatMap((runs, row) => runs.map((run) => textOf(run, TITLE_BAR + row * LINE_HEIGHT + FONT_SIZE)));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">
<title>${escaped(title)}</title>
<style>text { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: ${FONT_SIZE}px }</style>
<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="10" fill="${BACKGROUND}" stroke="#47526a"/>
${lights.join('\n')}
<text x="${width / 2}" y="${TITLE_BAR / 2 + 5}" text-anchor="middle" fill="${FAINT}">${escaped(title)}</text>
${lines.join('\n')}
</svg>
`;
}

function rowsOf(terminal: Terminal): readonly (readonly Run[])[] {
  const buffer = terminal.buffer.active;
  const rows = Array.from({ length: terminal.rows }, (_, row) => runsOf(terminal, buffer.baseY + row));
  while (rows.at(-1)?.length === 0) rows.pop();
  while (rows[0]?.length === 0) rows.shift();
  return rows;
}

function runsOf(terminal: Terminal, row: number): readonly Run[] {
  const line = terminal.buffer.active.getLine(row);
  const runs: Run[] = [];
  for (let column = 0; column < terminal.cols; column += 1) {
    const cell = line?.getCell(column);
    if (cell === undefined || cell.getWidth() === 0) continue;
    const text = cell.getChars() || ' ';
    const look = { colour: colourOf(cell), bold: cell.isBold() !== 0 };
    const last = runs.at(-1);
    // One blank belongs to its text; where there are more, the text ends, because not every viewer keeps them.
    const continues = last !== undefined && last.column + last.text.length === column && !last.text.endsWith('  ');
    if (continues && (text === ' ' || (last.colour === look.colour && last.bold === look.bold)))
      runs[runs.length - 1] = { ...last, text: last.text + text };
    else if (text !== ' ') runs.push({ column, text, ...look });
  }
  return runs.map((run) => ({ ...run, text: run.text.trimEnd() }));
}

function colourOf(cell: IBufferCell): string {
  if (cell.isDim() !== 0) return FAINT;
  return cell.isFgPalette() ? (PALETTE[cell.getFgColor()] ?? FOREGROUND) : FOREGROUND;
}

/** Every run has its place and its length, so that columns stay under each other whatever font there is. */
function textOf(run: Run, y: number): string {
  const x = (PADDING + run.column * CELL_WIDTH).toFixed(1);
  const length = run.text.length > 1 ? ` textLength="${(run.text.length * CELL_WIDTH).toFixed(1)}" lengthAdjust="spacingAndGlyphs"` : '';
  return `<text x="${x}" y="${y}" fill="${run.colour}"${run.bold ? ' font-weight="700"' : ''}${length}>${escaped(run.text)}</text>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

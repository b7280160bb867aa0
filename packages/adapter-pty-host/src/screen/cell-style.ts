import type { CellStyle } from './xterm-internals.ts';

/** Bits of the packed foreground and background of xterm.js (`common/buffer/Constants.ts` there). */
const COLOR_MODE = 0x3000000;
const PALETTE_16 = 0x1000000;
const PALETTE_256 = 0x2000000;
const COLOR = 0xffffff;
const UNDERLINE = 0x10000000;
const FOREGROUND_FLAGS: readonly (readonly [bit: number, sgr: number])[] = [
  [0x8000000, 1],
  [0x20000000, 5],
  [0x4000000, 7],
  [0x40000000, 8],
  [0x80000000, 9],
];
const BACKGROUND_FLAGS: readonly (readonly [bit: number, sgr: number])[] = [
  [0x8000000, 2],
  [0x4000000, 3],
  [0x40000000, 53],
];
/** All that is not colour. */
const FLAGS = ~0x3ffffff;
/** What is extended is only valid with this bit: objects for cells are reused, and keep what the last one had. */
const HAS_EXTENDED = 0x10000000;
/** Not looks: whether there is more to a style, and whether a cell is protected. */
const NOT_LOOKS = HAS_EXTENDED | 0x20000000;
const UNDERLINE_STYLE_SHIFT = 26;
const UNDERLINE_STYLE = 0x7;
/** What xterm.js makes of "default underline colour". */
const UNDERLINE_COLOR_DEFAULT = 0x3ffffff;

/** What a style looks like, as text: equal text, equal looks. Links are not part of it. */
export function styleKey(style: CellStyle): string {
  const { fg, bg } = style;
  const isUnderlined = (fg & UNDERLINE) !== 0;
  const underline = isUnderlined ? `${underlineStyleOf(style)},${underlineColor(underlineColorOf(style)).join()}` : '';
  return `${color(fg, 30, 90, '38').join()} ${fg & FLAGS} ${color(bg, 40, 100, '48').join()} ${bg & FLAGS & ~NOT_LOOKS} ${underline}`;
}

/** True when the packed numbers do not say everything: there is a link, or a special underline. */
export function hasExtendedStyle({ bg }: CellStyle): boolean {
  return (bg & HAS_EXTENDED) !== 0;
}

/** The link of a cell or of the pen; 0 is none. */
export function linkIdOf({ bg, extended }: CellStyle): number {
  return (bg & HAS_EXTENDED) === 0 ? 0 : extended.urlId;
}

function underlineStyleOf({ bg, extended }: CellStyle): number {
  return (bg & HAS_EXTENDED) === 0 ? 1 : (extended._ext >>> UNDERLINE_STYLE_SHIFT) & UNDERLINE_STYLE;
}

function underlineColorOf({ bg, extended }: CellStyle): number {
  return (bg & HAS_EXTENDED) === 0 ? 0 : extended.underlineColor;
}

/** The colour behind empty cells of a style; 0 is the default. */
export function backgroundOf({ bg }: CellStyle): number {
  const isPalette = (bg & COLOR_MODE) === PALETTE_16 || (bg & COLOR_MODE) === PALETTE_256;
  return bg & (COLOR_MODE | (isPalette ? 0xff : COLOR));
}

/** The control sequence that sets a style, whatever was set before. */
export function selectStyle(style: CellStyle): string {
  const { fg, bg } = style;
  const codes = ['0'];
  for (const [bit, sgr] of FOREGROUND_FLAGS) if ((fg & bit) !== 0) codes.push(String(sgr));
  for (const [bit, sgr] of BACKGROUND_FLAGS) if ((bg & bit) !== 0) codes.push(String(sgr));
  if ((fg & UNDERLINE) !== 0) {
    const line = underlineStyleOf(style);
    codes.push(line <= 1 ? '4' : `4:${line}`);
  }
  codes.push(...underlineColor(underlineColorOf(style)), ...color(fg, 30, 90, '38'), ...backgroundCodes(bg));
  return `\x1b[${codes.join(';')}m`;
}

/** The control sequence that sets the style of a pen. Other than a cell it keeps the colour of its underline while it does not underline. */
export function selectPenStyle(style: CellStyle): string {
  const dormant = underlineColor(style.extended.underlineColor);
  return selectStyle(style) + (dormant.length === 0 ? '' : `\x1b[${dormant.join(';')}m`);
}

/** The control sequence that sets nothing but the background of a style. */
export function selectBackground({ bg }: CellStyle): string {
  return `\x1b[${['0', ...backgroundCodes(bg)].join(';')}m`;
}

function backgroundCodes(bg: number): string[] {
  return color(bg, 40, 100, '48');
}

function color(value: number, base: number, brightBase: number, extendedCode: string): string[] {
  const index = value & 0xff;
  switch (value & COLOR_MODE) {
    case 0:
      return [];
    case PALETTE_16:
      return [String(index < 8 ? base + index : brightBase + index - 8)];
    case PALETTE_256:
      return [extendedCode, '5', String(index)];
    default:
      return [extendedCode, '2', String((value >>> 16) & 0xff), String((value >>> 8) & 0xff), String(index)];
  }
}

function underlineColor(value: number): string[] {
  if (value === UNDERLINE_COLOR_DEFAULT) return ['59'];
  switch (value & COLOR_MODE) {
    case 0:
      return [];
    case PALETTE_16:
    case PALETTE_256:
      return [`58:5:${value & 0xff}`];
    default:
      return [`58:2::${(value >>> 16) & 0xff}:${(value >>> 8) & 0xff}:${value & 0xff}`];
  }
}

import type { IBufferCell, Terminal } from '@xterm/headless';

/** Colours and attributes of a cell or of the pen. Bits as xterm.js packs them; equal numbers mean equal looks. */
export interface CellStyle {
  readonly fg: number;
  readonly bg: number;
  readonly extended: { readonly _ext: number; readonly underlineColor: number; readonly urlId: number };
}

/** Position and style that a program has put aside. Rows count from the top of the scrollback. */
export interface SavedCursor {
  readonly savedX: number;
  readonly savedY: number;
  readonly savedCurAttrData: CellStyle;
  readonly savedCharset: Readonly<Record<string, string>> | undefined;
}

interface InternalBuffer extends SavedCursor {
  readonly ybase: number;
  readonly scrollTop: number;
  readonly scrollBottom: number;
  readonly tabs: Readonly<Record<number, boolean>>;
}

/** The parts of xterm.js behind its public interface that a faithful copy of a terminal needs. */
export interface TerminalInternals {
  readonly normal: InternalBuffer;
  readonly active: InternalBuffer;
  readonly pen: CellStyle;
  readonly title: string;
  readonly cursorHidden: boolean;
  readonly cursorStyle: string | undefined;
  readonly cursorBlink: boolean | undefined;
  readonly mouseEncoding: string;
  readonly charsets: readonly (Readonly<Record<string, string>> | undefined)[];
  readonly charsetLevel: number;
  /** The character set in use: after a restored cursor not always the one of the level. */
  readonly charset: Readonly<Record<string, string>> | undefined;
  /** True between two control sequences and characters. */
  readonly atRest: boolean;
  /** Bytes of a character that is not complete yet. */
  readonly pendingBytes: number;
  linkOf(urlId: number): { readonly id?: string | undefined; readonly uri: string } | undefined;
  parse(bytes: Uint8Array | string): void;
  resetParser(): void;
  /** Empties the screen. */
  eraseDisplay(): void;
}

interface Core {
  readonly _bufferService: { readonly buffers: { readonly normal: InternalBuffer; readonly active: InternalBuffer } };
  readonly _inputHandler: {
    readonly _curAttrData: CellStyle;
    readonly _windowTitle: string;
    readonly _utf8Decoder: { readonly interim: Uint8Array };
    readonly _parser: { readonly currentState: number; reset(): void };
    parse(bytes: Uint8Array | string): void;
    eraseInDisplay(parameters: { readonly params: readonly number[]; readonly length: number }): boolean;
  };
  readonly _charsetService: {
    readonly glevel: number;
    readonly charset: Readonly<Record<string, string>> | undefined;
    readonly _charsets: readonly (Readonly<Record<string, string>> | undefined)[];
  };
  readonly _oscLinkService: { getLinkData(urlId: number): { readonly id?: string | undefined; readonly uri: string } | undefined };
  readonly coreService: {
    readonly isCursorHidden: boolean;
    readonly decPrivateModes: { readonly cursorStyle: string | undefined; readonly cursorBlink: boolean | undefined };
  };
  readonly coreMouseService: { readonly activeEncoding: string };
}

/**
 * Reads behind the public interface. All such reads of the project are here; the version of xterm.js is pinned, and a test fails when a
 * newer one has moved something.
 */
export function internalsOf(terminal: Terminal): TerminalInternals {
  const core = (terminal as unknown as { readonly _core: Core })._core;
  const input = core._inputHandler;
  return {
    normal: core._bufferService.buffers.normal,
    active: core._bufferService.buffers.active,
    pen: input._curAttrData,
    title: input._windowTitle,
    cursorHidden: core.coreService.isCursorHidden,
    cursorStyle: core.coreService.decPrivateModes.cursorStyle,
    cursorBlink: core.coreService.decPrivateModes.cursorBlink,
    mouseEncoding: core.coreMouseService.activeEncoding,
    charsets: core._charsetService._charsets,
    charsetLevel: core._charsetService.glevel,
    charset: core._charsetService.charset,
    atRest: input._parser.currentState === 0,
    pendingBytes: countLeading(input._utf8Decoder.interim),
    linkOf: (urlId) => core._oscLinkService.getLinkData(urlId),
    parse: (bytes) => input.parse(bytes),
    resetParser: () => input._parser.reset(),
    eraseDisplay: () => void input.eraseInDisplay({ params: [2], length: 1 }),
  };
}

function countLeading(interim: Uint8Array): number {
  const zero = interim.indexOf(0);
  return zero === -1 ? interim.length : zero;
}

/** The style of a cell read through the public interface. */
export function styleOf(cell: IBufferCell): CellStyle {
  return cell as unknown as CellStyle;
}

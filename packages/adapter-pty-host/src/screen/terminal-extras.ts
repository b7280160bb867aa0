import type { Terminal } from '@xterm/headless';

/** What programs set that the emulator does not keep: colours of the terminal and keyboard protocols. */
export interface TerminalExtras {
  /** The control sequences that set it again on another terminal. */
  write(): string;
}

/** More pushed keyboard modes than any program nests. */
const KEYBOARD_STACK_LIMIT = 16;

/** Called with what to answer when the program asks for a colour. */
export type ColorAnswer = (reply: string) => void;

/** A dark terminal, as most are: what is answered for colours when there is no real terminal to ask. */
const DEFAULT_COLORS: Readonly<Record<number, string>> = { 10: 'rgb:e5e5/e5e5/e5e5', 11: 'rgb:0000/0000/0000', 12: 'rgb:e5e5/e5e5/e5e5' };

/** Watches a terminal for what its emulator does not keep, and answers what its emulator does not answer. */
export function watchExtras(terminal: Terminal, answer: ColorAnswer): TerminalExtras {
  const colors = new Map<string, string>();
  const keyboard: number[] = [];
  let modifyOtherKeys = '';

  for (const code of [10, 11, 12]) {
    terminal.parser.registerOscHandler(code, (data) => {
      if (data === '?') answer(`\x1b]${code};${colors.get(String(code)) ?? DEFAULT_COLORS[code] ?? ''}\x1b\\`);
      else colors.set(String(code), data);
      return false;
    });
    terminal.parser.registerOscHandler(code + 100, () => {
      colors.delete(String(code));
      return false;
    });
  }

  const parameter = (parameters: readonly (number | number[])[], index: number) => Number(parameters[index] ?? 0);

  terminal.parser.registerCsiHandler({ prefix: '>', final: 'u' }, (parameters) => {
    keyboard.push(parameter(parameters, 0));
    if (keyboard.length > KEYBOARD_STACK_LIMIT) keyboard.shift();
    return false;
  });
  terminal.parser.registerCsiHandler({ prefix: '<', final: 'u' }, (parameters) => {
    keyboard.splice(-Math.max(1, parameter(parameters, 0)));
    return false;
  });
  terminal.parser.registerCsiHandler({ prefix: '=', final: 'u' }, (parameters) => {
    const flags = parameter(parameters, 0);
    const before = keyboard.pop() ?? 0;
    const how = parameter(parameters, 1);
    keyboard.push(how === 2 ? before | flags : how === 3 ? before & ~flags : flags);
    return false;
  });
  terminal.parser.registerCsiHandler({ prefix: '>', final: 'm' }, (parameters) => {
    if (parameter(parameters, 0) === 4) modifyOtherKeys = parameter(parameters, 1) === 0 ? '' : `\x1b[>4;${parameter(parameters, 1)}m`;
    return false;
  });
  // A full reset takes all of it back.
  terminal.parser.registerEscHandler({ final: 'c' }, () => {
    colors.clear();
    keyboard.length = 0;
    modifyOtherKeys = '';
    return false;
  });

  return {
    write: () =>
      [...colors].map(([code, data]) => `\x1b]${code};${data}\x1b\\`).join('') +
      keyboard.map((flags) => `\x1b[>${flags}u`).join('') +
      modifyOtherKeys,
  };
}

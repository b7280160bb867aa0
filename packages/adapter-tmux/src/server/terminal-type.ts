import { access } from 'node:fs/promises';
import { join } from 'node:path';

/** Best first. Every system with tmux has the last one. */
const TERMINAL_TYPES = ['tmux-256color', 'screen-256color', 'screen'] as const;
const TERMINFO_FOLDERS = ['/etc/terminfo', '/lib/terminfo', '/usr/share/terminfo', '/usr/lib/terminfo', '/opt/homebrew/share/terminfo'];

/** The best terminal type of tmux that is described on this machine. */
export async function findTerminalType(home: string, folders: readonly string[] = TERMINFO_FOLDERS): Promise<string> {
  for (const type of TERMINAL_TYPES) {
    for (const folder of [join(home, '.terminfo'), ...folders]) {
      // macOS names the folders by the code of the letter.
      for (const letter of [type.charAt(0), type.charCodeAt(0).toString(16)]) {
        if (await isThere(join(folder, letter, type))) return type;
      }
    }
  }
  return 'screen';
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

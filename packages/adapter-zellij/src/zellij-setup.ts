import { createHash } from 'node:crypto';
import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ensurePrivateFile } from '@ao/adapter-kit';
import { kdlQuote } from './launch/shell-quote.ts';
import type { RuntimePlaces } from './launch-location.ts';

/**
 * What zellij is told. No plugin runs, because each session has a server of its own and plugins are what makes it large; nothing is
 * kept on the disk by which a session could come back to life; no key but one means anything to zellij, so that all reach the program.
 */
const CONFIGURATION = `// Made by ao. Changes here are not kept.
keybinds clear-defaults=true {
    locked {
        bind "Ctrl Alt d" { Detach; }
    }
}
load_plugins { }
default_mode "locked"
session_serialization false
disable_session_metadata true
on_force_close "detach"
pane_frames false
simplified_ui true
auto_layout false
show_startup_tips false
show_release_notes false
mouse_mode false
copy_on_select false
visual_bell false
support_kitty_keyboard_protocol false
web_server false
web_sharing "disabled"
scroll_buffer_size 10000
`;

/**
 * The folder with the configuration of this version of ao. Its name depends on the content: servers watch the file they were started
 * with, and those that run must not change when ao is updated.
 */
export function configurationDirectory(places: RuntimePlaces): string {
  const version = createHash('sha256').update(CONFIGURATION).digest('hex').slice(0, 8);
  return join(zellijDirectory(places), `config-${version}`);
}

/** Makes the folders zellij needs, for this user only, and its configuration. Harmless when they are there. */
export async function prepareZellij(places: RuntimePlaces, socketDirectory: string): Promise<void> {
  await mkdir(socketDirectory, { recursive: true, mode: 0o700 });
  // It may have been there, and whoever reaches a socket can type into the session.
  await chmod(socketDirectory, 0o700);
  for (const folder of ['home', 'cache', 'data', 'tmp']) {
    await mkdir(join(zellijDirectory(places), folder), { recursive: true, mode: 0o700 });
  }
  // Servers watch it: it is not touched when it is there.
  await ensurePrivateFile(join(configurationDirectory(places), 'config.kdl'), CONFIGURATION);
}

/** Where zellij runs: a folder that stays, so that no session is born in one that is removed. */
export function zellijDirectory(places: RuntimePlaces): string {
  return join(places.directory, 'zellij');
}

/** Variables by which zellij leaves the user's own files alone: its cache, logs, layouts and sockets are ours. */
export function zellijEnvironment(places: RuntimePlaces, socketDirectory: string): Record<string, string> {
  const folder = (name: string) => join(zellijDirectory(places), name);
  return {
    ZELLIJ_SOCKET_DIR: socketDirectory,
    HOME: folder('home'),
    XDG_CONFIG_HOME: folder('home'),
    XDG_CACHE_HOME: folder('cache'),
    XDG_DATA_HOME: folder('data'),
    TMPDIR: folder('tmp'),
  };
}

/** What zellij opens: one pane with the script, which closes at its end. */
export function layoutFor(shell: readonly string[], scriptPath: string): string {
  const [program = '', ...options] = shell;
  const words = [...options, scriptPath].map((word) => kdlQuote(word)).join(' ');
  return `layout {\n    pane command=${kdlQuote(program)} close_on_exit=true borderless=true {\n        args ${words}\n    }\n}\n`;
}

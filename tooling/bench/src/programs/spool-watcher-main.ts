import { watch } from 'node:fs';
import { tellLine } from './tell-line.ts';

/** What the watcher says: that it watches, and then each payload that was put into place, with the moment it was seen. */
export type WatcherLine = { readonly type: 'ready' } | { readonly type: 'seen'; readonly name: string; readonly atNs: string };

/** The least that sees a hook: watches the folder given as argument, until standard input is closed. */
const [folder = ''] = process.argv.slice(2);
const watcher = watch(folder, (_event, name) => {
  const atNs = String(process.hrtime.bigint());
  if (name?.endsWith('.json') === true && !name.startsWith('.')) tellLine({ type: 'seen', name, atNs } satisfies WatcherLine);
});
process.stdin.resume().on('end', () => watcher.close());
tellLine({ type: 'ready' } satisfies WatcherLine);

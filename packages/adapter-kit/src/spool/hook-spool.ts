import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { SessionId } from '@ao/domain';
import type { HookSpool, SpooledHook } from '@ao/ports';
import { fileClockAheadMs, isFarFrom } from './file-clock.ts';
import { checkedFolderName, filesIn, pathOfToken, releaseHooksIn, spoolToken } from './spool-folder.ts';
import { hiddenPathOf, readSpoolPayload, setAside } from './spool-payload.ts';
import { watchSpool } from './spool-watch.ts';

/** Where the spools lie. */
export interface HookSpoolOptions {
  /** Folder with one folder per session, for example `~/.ao/sessions`; each session's spool is `<session>/spool/<launch>`. */
  readonly directory: string;
  /** The clock entries are told by. Default: that of this machine. */
  readonly now?: (() => number) | undefined;
}

/** Entries answered at once, so that a spool that filled up while nobody read is worked off in portions. */
const ENTRIES_AT_ONCE = 1000;

/** After about so much read in one go, others get their turn. */
const BYTES_IN_ONE_GO = 256 * 1024;

/**
 * The hook spool on the file system. `HOOK_COMMAND` and `HOOK_ASK_COMMAND` are its writing side.
 *
 * - one folder per launch, so that a payload can never be taken for another launch's or another session's
 * - an entry's time is the time its file was written, by the clock of this machine also where a file server with another one keeps it
 * - an entry whose hook waits for an answer names the pipe it waits at; a pipe nobody reads is not named
 * - discarding it lets go of every hook that waits: without its pipe it would wait for ever
 * - oversized, empty or unreadable files are moved to `rejected` beside them
 */
export function createHookSpool(options: HookSpoolOptions): HookSpool {
  const directory = resolve(options.directory);
  const now = options.now ?? (() => Date.now());
  const spoolOf = (sessionId: SessionId) => join(directory, checkedFolderName(sessionId), 'spool');

  return {
    async prepare(sessionId, launchId) {
      const path = join(spoolOf(sessionId), checkedFolderName(launchId));
      await mkdir(path, { recursive: true, mode: 0o700 });
      return path;
    },

    async read(sessionId) {
      const hooks: SpooledHook[] = [];
      let readBytes = 0;
      let aheadMs: number | null = null;
      for (const file of await filesIn(spoolOf(sessionId))) {
        if (hooks.length === ENTRIES_AT_ONCE) break;
        const payload = readSpoolPayload(file);
        if (payload.state === 'broken') await setAside(file);
        if (payload.state !== 'read') continue;
        readBytes += payload.text.length;
        if (readBytes > BYTES_IN_ONE_GO) {
          readBytes = 0;
          await setImmediate();
        }
        const writtenAt = Number(file.writtenAtNs / 1_000_000n);
        // Asked beside the spools, whose watchers it would wake.
        if (aheadMs === null && isFarFrom(now(), writtenAt)) aheadMs = fileClockAheadMs(directory, now);
        hooks.push({
          sessionId,
          launchId: file.launchId,
          at: writtenAt - (aheadMs ?? 0),
          payload: payload.text,
          token: spoolToken(file),
          ...(file.answerChannel === null ? {} : { answerChannel: file.answerChannel }),
        });
      }
      return hooks;
    },

    async remove(sessionId, tokens) {
      const spool = spoolOf(sessionId);
      for (const token of tokens) {
        const path = pathOfToken(token);
        if (path === null) continue;
        // The sign first: without it the other is no entry any more.
        await rm(join(spool, path), { force: true });
        await rm(hiddenPathOf(join(spool, path)), { force: true });
      }
    },

    watch: (sessionId, listener) => watchSpool(spoolOf(sessionId), listener),

    async discard(sessionId) {
      const spool = spoolOf(sessionId);
      releaseHooksIn(spool);
      await rm(spool, { recursive: true, force: true });
    },
  };
}

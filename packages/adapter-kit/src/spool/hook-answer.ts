import { closeSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { AoError } from '@ao/domain';
import { isChannelName, openChannel } from './spool-channel.ts';

/** What came of an answer: a waiting hook has it, or nobody waits for it any more. */
export type HookAnswerOutcome = 'given' | 'gone';

/** The longest answer a hook is given. */
export const HOOK_ANSWER_MAX_BYTES = 256 * 1024;

/** A pipe takes a few kilobytes at once; for more, its hook has to read on. One that is stopped does not. */
const TAKEN_WITHIN_MS = 5_000;
const NEXT_TRY_AFTER_MS = 5;

/**
 * Gives a waiting hook (`HOOK_ASK_COMMAND`) its answer, which it prints for its agent. Never waits for a hook that is not there. A
 * hook takes one answer: of several at once, one is `given` and the others are `gone`.
 *
 * @param spoolDirectory the spool folder of the launch.
 * @param channel `HookEntry.answerChannel`.
 * @param text one line, at most {@link HOOK_ANSWER_MAX_BYTES} long; empty to end the hook without a word.
 * @throws AoError `INVALID_REQUEST` for a channel that is none, and for a text of several lines or too long.
 */
export async function answerHook(spoolDirectory: string, channel: string, text: string): Promise<HookAnswerOutcome> {
  const bytes = Buffer.from(`${text}\n`);
  if (!isChannelName(channel)) throw invalid('The hook has no such channel.');
  if (/[\n\r\0]/.test(text)) throw invalid('An answer to a hook is one line.');
  if (bytes.length > HOOK_ANSWER_MAX_BYTES) throw invalid('The answer is too long for a hook.');

  const path = join(spoolDirectory, channel);
  const descriptor = openChannel(path);
  if (descriptor === null) return 'gone';
  try {
    // The name goes first: whoever comes next finds nobody waiting.
    rmSync(path, { force: true });
    return (await writeWhole(descriptor, bytes)) ? 'given' : 'gone';
  } finally {
    closeSync(descriptor);
  }
}

async function writeWhole(descriptor: number, bytes: Buffer): Promise<boolean> {
  const patience = Math.ceil(TAKEN_WITHIN_MS / NEXT_TRY_AFTER_MS);
  let written = 0;
  for (let attempt = 0; attempt < patience; attempt += 1) {
    try {
      while (written < bytes.length) written += writeSync(descriptor, bytes, written);
      return true;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') return false;
      if (code !== 'EAGAIN') throw error;
    }
    await setTimeout(NEXT_TRY_AFTER_MS);
  }
  return false;
}

function invalid(message: string): AoError {
  return new AoError('INVALID_REQUEST', { message });
}

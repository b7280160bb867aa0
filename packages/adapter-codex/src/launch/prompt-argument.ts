import { guarded } from '../composer/codex-text.ts';

/** Linux takes 128 KiB for one argument; longer prompts are typed. */
const PROMPT_MAX_BYTES = 100_000;

/** A prompt as an argument of the command line, or null when it has to be typed. As an argument, too, `!` would run a shell command. */
export function promptArgument(prompt: string | null): string | null {
  if (prompt === null || prompt.trim() === '' || prompt.includes('\0') || Buffer.byteLength(prompt) > PROMPT_MAX_BYTES) return null;
  return guarded(prompt);
}

/** At the beginning `!` runs a shell command without asking, and `/` a command of Codex; both take a space before them as plain text. */
const COMMAND_SIGN = /^\s*[!/]/;

/** A word that opens a list of files or skills while the cursor stands behind it. Enter would take from the list and not submit. */
const OPENS_A_LIST = /(?:^|\s)[@$]\S*$/;

/** Zero-width characters, marks of direction, fillers: what nobody sees. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;

/** A text made harmless by blanks around it, which Codex takes off again. */
export function guarded(text: string): string {
  const started = COMMAND_SIGN.test(text) ? ` ${text.trimStart()}` : text;
  return OPENS_A_LIST.test(started) ? `${started} ` : started;
}

/** True when nothing of a text can be seen: Codex would not take it as a prompt. */
export function isBlank(text: string): boolean {
  return text.replaceAll(INVISIBLE, '').trim() === '';
}
